"use server";

import { browseCatalogueInput, setFavouriteInput } from "#core/domain/catalogue/catalogue-input.ts";
import { findColleaguesInput } from "#core/domain/directory/person-input.ts";
import { previewRequestInput, submitRequestInput } from "#core/domain/request/request-input.ts";
import { browseCatalogue } from "#core/usecases/catalogue/browse-catalogue.ts";
import { setFavourite } from "#core/usecases/catalogue/set-favourite.ts";
import { findColleagues } from "#core/usecases/people/find-colleagues.ts";
import { previewRequest } from "#core/usecases/preview-request.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { defineAction } from "#server/define-action.ts";

export const browseCatalogueAction = defineAction(browseCatalogueInput, browseCatalogue);
export const previewRequestAction = defineAction(previewRequestInput, previewRequest);
export const submitRequestAction = defineAction(submitRequestInput, submitRequest);
export const findColleaguesAction = defineAction(findColleaguesInput, findColleagues);
export const setFavouriteAction = defineAction(setFavouriteInput, setFavourite);

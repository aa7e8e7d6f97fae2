import { browseCatalogueInput } from "#core/domain/catalogue/catalogue-input.ts";
import { noInput } from "#core/domain/no-input.ts";
import { listRequestsInput, requestIdInput } from "#core/domain/request/request-input.ts";
import { listBundles } from "#core/usecases/catalogue/list-bundles.ts";
import { browseCatalogue } from "#core/usecases/catalogue/browse-catalogue.ts";
import { listRequests } from "#core/usecases/list-requests.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { defineRead } from "#server/define-read.ts";

export const readCatalogue = defineRead(browseCatalogueInput, browseCatalogue);
export const readBundles = defineRead(noInput, listBundles);
export const readOwnRequests = defineRead(listRequestsInput, listRequests);
export const readEarlierRequest = defineRead(requestIdInput, readRequest);

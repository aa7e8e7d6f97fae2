import { searchEntitlementsInput } from "#core/domain/catalogue/catalogue-input.ts";
import { noInput } from "#core/domain/no-input.ts";
import { listBundles } from "#core/usecases/catalogue/list-bundles.ts";
import { searchEntitlements } from "#core/usecases/catalogue/search-entitlements.ts";
import { defineRead } from "#server/define-read.ts";

export const readEntitlements = defineRead(searchEntitlementsInput, searchEntitlements);
export const readBundles = defineRead(noInput, listBundles);

import type { BundleView } from "#core/usecases/catalogue/list-bundles.ts";
import type { Serialised } from "#server/serialise.ts";

export type Bundle = Serialised<BundleView>;

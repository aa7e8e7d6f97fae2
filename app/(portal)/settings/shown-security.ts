import type { PasskeyView, Security as SecurityView } from "#core/usecases/step-up/read-security.ts";
import type { Serialised } from "#server/serialise.ts";

export type Security = Serialised<SecurityView>;
export type ShownPasskey = Serialised<PasskeyView>;

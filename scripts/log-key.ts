/**
 * Makes a signing key for the log (LAPSE_LOG_KEY) or, with `--witness`, for a witness. The signing key goes to standard
 * output, so that it can go straight into a secret store; the public key, for whoever will verify, to standard error.
 * Usage: npm run -s log-key -- NAME [--witness], NAME as in "lapse.example.com/audit"
 */
import { parseArgs } from "node:util";
import { newSigningKey, parseSigningKey } from "#adapters/crypto/log-key.ts";
import { formatVerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { witness: { type: "boolean" } } });
const [name] = positionals;
if (name === undefined || positionals.length > 1) {
  console.error("usage: npm run -s log-key -- NAME [--witness]");
  process.exit(2);
}
const made = newSigningKey(name, values.witness === true ? "cosignature" : "note");
const key = parseSigningKey(made);
if (!key) throw new Error("the key that was made cannot be read");
console.log(made);
console.error(formatVerifierKey(key));

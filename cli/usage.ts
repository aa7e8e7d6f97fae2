/** Thrown when the command line is not understood; the message is shown above the usage. */
export class UsageFault extends Error {}

export const usage = `Usage:
  lapse verify <export-folder> --key <vkey> [--checkpoint <kept-file>]... [--receipt <file>]... [--witness <vkey>]...
  lapse verify --key <vkey> --receipt <file>...
  lapse psql <connection>
  lapse policy replay <file> [--days N] [--json]
  lapse policy test <file>

Checks an export of the audit log, or receipts by themselves, without the portal, a database or a network.
  --key         the log's public key: name+id+base64, as you were given it, not as it lies beside the export
  --checkpoint  a checkpoint that you kept: only against one can a log rewritten by its own key be found
  --receipt     a receipt (.tlog-proof) that you kept; it also counts as a kept checkpoint
  --witness     the public key of a witness that must have signed the export's checkpoint too

psql is a small client for machines without PostgreSQL's own: it takes the connection string that the portal shows, in quotes,
asks for the password (or takes PGPASSWORD), and runs what is typed or piped in.

Exit code: 0 everything holds, 1 something was found, 2 the command or a file could not be read.`;

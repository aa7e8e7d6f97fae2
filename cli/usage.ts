/** Thrown when the command line is not understood; the message is shown above the usage. */
export class UsageFault extends Error {}

export const usage = `Usage:
  lapse verify <export-folder> --key <vkey> [--old-key <vkey>]... [--checkpoint <kept-file>]... [--receipt <file>]...
               [--witness <vkey>]...
  lapse verify --pack <folder> --key <vkey> [the same options]
  lapse verify --key <vkey> [--old-key <vkey>]... --receipt <file>...
  lapse audit export <export-folder> --url <portal>
  lapse witness --log <vkey>... --key-file <file> --data <folder> [--port 8400] [--host 127.0.0.1]
  lapse psql <connection>
  lapse policy replay <file> [--days N] [--json]
  lapse policy test <file>
  lapse policy propose <file> [--summary TEXT] [--base N]

Checks an export of the audit log, or receipts by themselves, without the portal, a database or a network.
  --key         the log's public key: name+id+base64, as you were given it, not as it lies beside the export
  --pack        an evidence pack, unpacked: its log, and that every row and receipt in it says what the log says
  --old-key     a key that the log had before: what you kept may be signed by it, the export may not
  --checkpoint  a checkpoint that you kept: only against one can a log rewritten by its own key be found
  --receipt     a receipt (.tlog-proof) that you kept; it also counts as a kept checkpoint
  --witness     the public key of a witness that must have signed the export's checkpoint too

audit export brings the log into a folder, with a personal token of an auditor (scope audit:read) from LAPSE_TOKEN.

witness signs the checkpoints of the logs it is given, as long as each extends the last: C2SP tlog-witness over HTTP. Run it on
a machine that the portal's operators do not administer; put TLS before it.
  --log         a log's public key; twice while a log changes its key
  --key-file    a signing key as \`npm run -s log-key -- NAME --witness\` makes it

psql is a small client for machines without PostgreSQL's own: it takes the connection string that the portal shows, in quotes,
asks for the password (or takes PGPASSWORD), and runs what is typed or piped in.

policy asks the portal at LAPSE_URL, with a token (scope admin:read) from LAPSE_TOKEN: what a policy document would have done to the
requests of the last days, or whether it compiles and its own tests pass. For CI: nothing is changed. propose (scope admin:write)
puts the document before a reviewer; it is in force once somebody else has approved it.
  --base        the number of the policy that it was made from: refused when another is in force by now

Exit code: 0 everything holds, 1 something was found, 2 the command or a file could not be read.`;

export interface PackAbout {
  readonly size: number;
  readonly cosigned: boolean;
  /** The checkpoint as a signed note. */
  readonly note: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** For whoever gets the pack and trusts nobody. */
export const howToVerify = ({ size, cosigned }: PackAbout): string => `# How to verify this pack

Nothing here has to be believed. It takes the pack, the log's public key, and a copy of Lapse with Node.js 24: \`lapse\`
stands for \`node <that copy>/cli/lapse.ts\`.

1. **Get the public key from somewhere else than this pack.** \`log/vkey\` is a copy for comparison. Whoever could forge the
   pack could put another key beside it.
2. **Verify the pack.** In the folder that this pack was unpacked to:

       lapse verify --pack . --key '<the public key>'

   It checks the checkpoint's signature, every hash tile and all ${size} entries, then every row and receipt against them,
   without a network or a database. One changed bit, one entry or row left out, added or moved is found, and named.
3. **Hold it against what you kept.** With \`--checkpoint <file>\` or \`--receipt <file>\` from an earlier date, a log that was
   rewritten as a whole, with its own key, is found too. What an earlier key of the log signed needs \`--old-key\`.
4. **Check one decision, grant or revocation.** Each file below \`receipts/\` holds the entry and its proof:

       lapse verify --key '<the public key>' --receipt receipts/grantEnded/<position>.tlog-proof

5. **Check who it was, without our program.** An entry holds salted commitments in the place of names and words. The rows of
   events have the values and, below \`salts\`, what opens them, each by its place in the row (a JSON pointer, RFC 6901). A
   commitment is the base64 of the SHA-256 over \`lapse-commitment-1\`, a newline, the place as a JSON text, a newline, the 16
   bytes of the salt, and the value as canonical JSON (RFC 8785). Take the row without \`index\`, \`salts\`, \`actorId\` and
   \`personId\`; put null in every place within \`data\` that has a salt; add \`commitments\`, which has the commitment of each place,
   and \`"format":"lapse-event-1"\`. As canonical JSON that is the entry with the row's \`index\`, byte for byte. (Beyond 65,535 bytes
   an entry has \`dataSha256\` and \`commitmentsSha256\` instead of the two: the base64 of the SHA-256 of each.) A value without a
   salt was erased since: its commitment stands in the entry alone, and that row does not prove who or what it was.
6. **Rows of requests, grants and revocations** are told from those of events, whose leaves they name. \`--pack\` tells them again
   where the pack is of the whole record. \`manifest.json\` has the SHA-256 of every other file; nobody signs it, so it finds what was
   damaged and proves nothing.
7. **Texts of policy.** A decision names its policy by number. The entry that put it in force (\`policyActivated\`,
   \`policyRecovered\`) has the SHA-256 of its text as \`documentSha256\`, which \`policy/<number>.yaml\` must have too; \`--pack\`
   compares them, and names the texts from before entries had it: the log does not prove the wording of those.
8. **Make it again.** The same checkpoint makes the same pack, byte for byte, as long as nothing personal was erased and no
   further witness signed: ask for it with \`size=${size}\` and the same days.

${cosigned ? "A witness on another machine signed this checkpoint too." : "This checkpoint is not independently witnessed: that its log was not rewritten before you first kept a checkpoint rests on whoever runs it."}
`;

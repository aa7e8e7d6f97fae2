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

Nothing here has to be believed. It takes the pack, the log's public key, and Node.js.

1. **Get the public key from somewhere else than this pack.** \`log/vkey\` is a copy for comparison. Whoever could forge the
   pack could put another key beside it.
2. **Verify the log.** In the folder that this pack was unpacked to:

       lapse verify log --key '<the public key>'

   It checks the checkpoint's signature, every hash tile and all ${size} entries, without a network or a database. One
   changed bit, one entry left out, added or moved is named by its index.
3. **Hold it against what you kept.** With \`--checkpoint <file>\` or \`--receipt <file>\` from an earlier date, a log that was
   rewritten as a whole, with its own key, is found too.
4. **Check one decision, grant or revocation.** Each file below \`receipts/\` holds the entry and its proof:

       lapse verify --key '<the public key>' --receipt receipts/grantEnded/<position>.tlog-proof

5. **Check the files.** \`manifest.json\` names the SHA-256 of every other file. On most machines:

       node -e 'for (const f of require("./manifest.json").files) { const h = require("crypto").createHash("sha256").update(require("fs").readFileSync(f.path)).digest("hex"); if (h !== f.sha256) console.log("differs:", f.path) }'

6. **Hold the rows against the log.** Each row names the leaves that say so (\`index\`, \`leaves\`). An entry holds salted
   commitments in the place of names and words; the values are in the rows. Values that were erased since are marked so.
7. **Make it again.** The same checkpoint makes the same pack, byte for byte, as long as nothing personal was erased and no
   further witness signed: ask for it with \`size=${size}\` and the same days.

${cosigned ? "A witness on another machine signed this checkpoint too." : "This checkpoint is not independently witnessed: that its log was not rewritten before you first kept a checkpoint rests on whoever runs it."}
`;

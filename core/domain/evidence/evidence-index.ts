import { controls } from "#core/domain/evidence/controls.ts";
import type { PackAbout } from "#core/domain/evidence/how-to-verify.ts";
import { topics } from "#core/domain/evidence/topics.ts";

interface Listed {
  readonly path: string;
  readonly bytes: number;
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const files: readonly { readonly path: string; readonly what: string }[] = [
  ...topics,
  { path: "rows/requests.jsonl", what: "Every request from its submission to its outcome, with its votes." },
  { path: "rows/grants.jsonl", what: "Every grant from its obligation to its end, as the target confirmed it." },
  {
    path: "rows/revocations.jsonl",
    what: "Every end of access: when it was due, when the target confirmed, how long it took. unverifiedAt says when an end was accepted unproved: without goneAt it was never proved, with it only from then on.",
  },
  { path: "policy/", what: "Every policy version that was in force up to the checkpoint, in its own words." },
  { path: "receipts/", what: "A proof for each decision, grant and revocation, checkable by itself." },
  { path: "log/", what: "The whole log as the checkpoint signs it: what lapse verify takes." },
];

/** The pack's first page: what it is, what answers which control, and what is in it. Needs no script and no network. */
export const evidenceIndex = (about: PackAbout, listed: readonly Listed[]): string => {
  const [origin = "", , root = ""] = about.note.split("\n");
  const span =
    about.from === null && about.to === null
      ? "the whole record"
      : `${about.from ?? "the beginning"} to ${about.to ?? "the checkpoint"}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Evidence from Lapse</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1f27; max-width: 60rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2.25rem 0 .5rem; }
p, li { max-width: 70ch; } .muted, small { color: #565c66; } code { font-size: .86em; word-break: break-all; }
table { border-collapse: collapse; width: 100%; font-size: .92em; } th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid #dfe2e6; }
th { color: #565c66; font-weight: 600; } td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } a { color: #2f5bc8; }
@media (prefers-color-scheme: dark) { body { background: #14171c; color: #e6e8ec; } .muted, small, th { color: #a0a6b0; } th, td { border-color: #2c3138; } a { color: #8fabf5; } }
</style>
<h1>Evidence from Lapse</h1>
<p class="muted">Rows of ${escape(span)}, told from the first ${about.size} events of the record.</p>
<table>
<tr><th>Checkpoint</th><td>${about.size} events, signed by <code>${escape(origin)}</code></td></tr>
<tr><th>Root</th><td><code>${escape(root)}</code></td></tr>
<tr><th>Witness</th><td>${about.cosigned ? "A witness on another machine signed it too." : "Not independently witnessed."}</td></tr>
<tr><th>To verify</th><td>See <a href="HOW-TO-VERIFY.md">HOW-TO-VERIFY.md</a>. Nothing in this pack has to be believed.</td></tr>
</table>
<h2>What answers which control</h2>
<table>
<tr><th>Control</th><th>It asks</th><th>The answer</th><th>Files</th></tr>
${controls.map((control) => `<tr><td>${escape(control.framework)}<br><strong>${escape(control.id)}</strong></td><td>${escape(control.asks)}</td><td>${escape(control.answer)}</td><td>${control.files.map(link).join("<br>")}</td></tr>`).join("\n")}
</table>
<p><small>In our words: the standard's own text is what counts, and whether this is enough is for its auditor to say.</small></p>
<h2>What is in it</h2>
<table>
<tr><th>File</th><th>What it is</th><th>Size</th></tr>
${files.map(({ path, what }) => `<tr><td>${link(path)}</td><td>${escape(what)}</td><td class="n">${sizeOf(path, listed)}</td></tr>`).join("\n")}
</table>
<p><small>The SHA-256 of every file is in <a href="manifest.json">manifest.json</a>; the mapping above, for programs, in <a href="controls.json">controls.json</a>.</small></p>
</html>
`;
};

const link = (path: string): string => `<a href="${escape(path)}">${escape(path)}</a>`;

const sizeOf = (path: string, listed: readonly Listed[]): string => {
  const found = listed.filter((file) => (path.endsWith("/") ? file.path.startsWith(path) : file.path === path));
  const bytes = found.reduce((sum, file) => sum + file.bytes, 0);
  const kilobytes = `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;
  return path.endsWith("/") ? `${found.length} files, ${kilobytes}` : kilobytes;
};

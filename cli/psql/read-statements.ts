/** What may hide a semicolon: quoted text and names, dollar quotes, comments. */
const opaque = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|--[^\n]*|\/\*.*?\*\//gsu;
const opening = /['"]|\$\w*\$|\/\*/u;

/** Whether the text ends a statement: with a semicolon that is not part of a quoted text, a name or a comment. */
export const isWhole = (text: string): boolean => {
  const bare = text.replaceAll(opaque, " ");
  return !opening.test(bare) && bare.trimEnd().endsWith(";");
};

/** Statements out of lines, each as soon as its semicolon is there; what is left at the end is the last. */
export async function* readStatements(lines: AsyncIterable<string>): AsyncIterable<string> {
  let text = "";
  for await (const line of lines) {
    if (text === "" && /^\s*(?:\\q|exit|quit)\s*;?\s*$/u.test(line)) return;
    text += `${line}\n`;
    if (!isWhole(text)) continue;
    yield text;
    text = "";
  }
  if (text.trim() !== "") yield text;
}

import { isAlias, isNode, isScalar, LineCounter, parseDocument, visit, type Document, type YAMLError } from "yaml";
import { locateInDocument, type TextPosition } from "#adapters/policy-document/locate-in-document.ts";
import { checkPolicyDocument, type PolicyDocument } from "#core/domain/policy/policy-document.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

const largestBytes = 262_144;
/** Far deeper than any policy, far from the end of the stack. */
const deepestNesting = 64;
/** More than anybody reads. Each costs a walk through the document to find its line. */
const mostProblems = 200;

export interface PolicyText {
  readonly document: PolicyDocument;
  /** The same problem with its line and column in the text. */
  readonly place: (problem: PolicyProblem) => PolicyProblem;
}

/**
 * Reads a policy document from YAML 1.2: one document of at most 256 kB, without aliases (a few lines of them unfold into
 * gigabytes), tags of its own or keys that appear twice. Every problem carries its line and column; of very many, the first are told.
 */
export function readPolicyDocument(text: string): Result<PolicyText, readonly PolicyProblem[]> {
  if (Buffer.byteLength(text) > largestBytes) {
    return refuse([problemAt("too_large", { line: 1, column: 1 }, "a policy document has at most 256 kB")]);
  }
  const lines = new LineCounter();
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    return refuse([problemAt("invalid_yaml", positionIn(text, tooDeep), "this is nested too deeply")]);
  }
  // Silence would also silence "there is a second document", whose denies would be lost.
  const yaml = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: "error",
    // The parser compares every key with every other: a map of 256 kB would stop this process for seconds.
    uniqueKeys: false,
  });
  const broken = [...yaml.errors, ...yaml.warnings].map((error) => describe(error, lines));
  const unfit = [broken, findRepeatedKeys(yaml, lines), findAliases(yaml, lines)].find(({ length }) => length > 0);
  if (unfit) return refuse(unfit.slice(0, mostProblems));

  const place = (problem: PolicyProblem): PolicyProblem => {
    const at = locateInDocument(yaml, lines, text, problem.path, {
      key: problem.code === "unknown_key",
      ...(problem.offset !== undefined && { offset: problem.offset }),
    });
    return { ...problem, line: at.line, column: at.column };
  };
  const checked = checkPolicyDocument(yaml.toJS({ maxAliasCount: 0 }));
  return checked.ok ? ok({ document: checked.value, place }) : refuse(checked.error.slice(0, mostProblems).map(place));
}

function describe(error: YAMLError, lines: LineCounter): PolicyProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  return problemAt("invalid_yaml", { line, column: col }, error.message);
}

function findRepeatedKeys(yaml: Document, lines: LineCounter): PolicyProblem[] {
  const found: PolicyProblem[] = [];
  visit(yaml, {
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name: unknown = isScalar(key) ? key.value : key;
        if (seen.has(name)) {
          const { line, col } = lines.linePos(isNode(key) ? (key.range?.[0] ?? 0) : 0);
          found.push(problemAt("invalid_yaml", { line, column: col }, "Map keys must be unique"));
        }
        seen.add(name);
      }
    },
  });
  return found;
}

function findAliases(yaml: Document, lines: LineCounter): PolicyProblem[] {
  const found: PolicyProblem[] = [];
  visit(yaml, {
    Alias(_key, node) {
      if (!isAlias(node)) return;
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      found.push(problemAt("invalid_yaml", { line, column: col }, "aliases are not allowed: write it out"));
    },
  });
  return found;
}

/**
 * The parser recurses. Brackets nest flow collections; indentation, or a row of dashes and question marks, nests block
 * collections. Counted without regard to quotes, which only ever finds too much.
 */
function findTooDeep(text: string): number | undefined {
  let brackets = 0;
  let offset = 0;
  for (const line of text.split("\n")) {
    const lead = /^(?:\s|[-?:]\s)*/.exec(line)?.[0] ?? "";
    const marks = lead.replaceAll(/\s/g, "").length;
    if (marks > deepestNesting || lead.length > deepestNesting * 8) return offset;
    for (const character of line) {
      if (character === "[" || character === "{") brackets += 1;
      else if ((character === "]" || character === "}") && brackets > 0) brackets -= 1;
      if (brackets > deepestNesting) return offset;
    }
    offset += line.length + 1;
  }
  return undefined;
}

function positionIn(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const problemAt = (code: "too_large" | "invalid_yaml", at: TextPosition, message: string): PolicyProblem => ({
  severity: "error",
  code,
  path: [],
  ...at,
  message,
});

import type { ASTNode, Environment } from "@marcbachmann/cel-js";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { conditionVariables, longestMatched, replacedMethods } from "#core/domain/policy/condition-environment.ts";
import { parseDuration } from "#core/domain/policy/parse-duration.ts";
import type { ConditionProblem } from "#core/domain/policy/policy-problem.ts";
import { findPatternRisk } from "#core/domain/policy/safe-pattern.ts";
import { zonedTime } from "#core/domain/policy/zoned-time.ts";

/** What is known of a condition without running it. */
export interface ConditionTraits {
  /** The variables it reads; none means that it is the same for every request. */
  readonly reads: ReadonlySet<string>;
  /**
   * It speaks of `person` and neither of `holder` nor of `request.onBehalf`: its author had one person in mind, so a
   * rule that allows must find it true of requester and holder, and a rule that denies of either.
   */
  readonly onePerson: boolean;
  /** Durations it may compare the request's with; where to look for a better answer. */
  readonly durationsSeconds: readonly number[];
  readonly readsTicket: boolean;
  /**
   * Times, durations and zones written out in it that mean nothing: with them it is an error whatever is asked. For saving: they
   * are tried when this is called, which costs more than the rest of the condition.
   */
  readonly unreadable: () => readonly ConditionProblem[];
}

interface Findings {
  readonly reads: Set<string>;
  readonly fields: Set<string>;
  readonly durations: Set<number>;
  readonly literals: (() => ConditionProblem | undefined)[];
  readonly environment: Environment;
}

const loops = new Set(["all", "exists", "exists_one", "map", "filter"]);
const deepestLoop = 2;

/**
 * Reads the tree before it is type-checked, refuses what could cost too much or mislead, and gives the methods of
 * `replacedMethods` their new names in it.
 */
export function inspectCondition(tree: ASTNode, environment: Environment): Result<ConditionTraits, ConditionProblem> {
  const findings: Findings = { reads: new Set(), fields: new Set(), durations: new Set(), literals: [], environment };
  const problem = visit(tree, findings, 0, new Set());
  if (problem !== undefined) return refuse(problem);
  const { reads, fields, durations, literals } = findings;
  return ok({
    reads,
    onePerson: reads.has("person") && !reads.has("holder") && !fields.has("request.onBehalf"),
    durationsSeconds: fields.has("request.duration") ? [...durations] : [],
    readsTicket: fields.has("request.ticket"),
    unreadable: () => literals.flatMap((isUnreadable) => isUnreadable() ?? []),
  });
}

function visit(
  node: ASTNode,
  findings: Findings,
  depth: number,
  bound: ReadonlySet<string>,
): ConditionProblem | undefined {
  if (node.op === "value" && node.args instanceof Uint8Array) return unsafe(node, "no fact is made of bytes");
  if (node.op === "id" && !bound.has(node.args)) findings.reads.add(node.args);
  if (node.op === ".") {
    const [object, field] = node.args;
    if (object.op === "id" && !bound.has(object.args)) findings.fields.add(`${object.args}.${field}`);
  }
  if (node.op === "call") {
    const problem = visitCall(node, findings, bound);
    if (problem !== undefined) return problem;
  }
  if (node.op !== "rcall") return visitAll(childrenOf(node.args), findings, depth, bound);

  const [name, receiver, values] = node.args;
  const problem = checkMethod(node, name, receiver, values);
  if (problem !== undefined) return problem;
  const [zone] = values;
  if (name.startsWith("get") && zone !== undefined && isText(zone)) {
    const message = `there is no time zone "${zone.args}": write one such as Europe/Berlin`;
    findings.literals.push(() => unreadable(zone, message, () => zonedTime(new Date(0), zone.args)));
  }
  node.args[0] = replacedMethods.get(`${name}/${values.length}`) ?? name;
  const [variable, ...bodies] = values;
  if (!loops.has(name) || variable?.op !== "id") return visitAll([receiver, ...values], findings, depth, bound);
  if (depth >= deepestLoop) return unsafe(node, `loops may be nested ${deepestLoop} deep`);
  if (variable.args in conditionVariables) return unsafe(variable, `${variable.args} is the name of a fact`);
  const inner = visitAll(bodies, findings, depth + 1, new Set([...bound, variable.args]));
  return inner ?? visit(receiver, findings, depth, bound);
}

function visitAll(
  nodes: readonly ASTNode[],
  findings: Findings,
  depth: number,
  bound: ReadonlySet<string>,
): ConditionProblem | undefined {
  for (const node of nodes) {
    const problem = visit(node, findings, depth, bound);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function visitCall(
  node: Extract<ASTNode, { op: "call" }>,
  findings: Findings,
  bound: ReadonlySet<string>,
): ConditionProblem | undefined {
  const [name, [first]] = node.args;
  if (first === undefined) return undefined;
  if ((name === "duration" || name === "timestamp") && isText(first)) {
    const seconds = parseDuration(first.args);
    if (name === "duration" && seconds !== undefined) findings.durations.add(seconds);
    const call = `${name}(${JSON.stringify(first.args)})`;
    const message = `${call} means nothing: ${spellings[name]}`;
    findings.literals.push(() => unreadable(first, message, () => findings.environment.evaluate(call)));
  }
  // The engine answers has() of a field that no fact has with a plain false: a misspelling would never be seen.
  const root = name === "has" ? rootOf(first) : undefined;
  if (root === undefined || bound.has(root)) return undefined;
  const checked = findings.environment.check(first.input.slice(first.start, first.end));
  if (checked.error === undefined) return undefined;
  const offset = first.start + (checked.error.range?.start ?? 0);
  const code = checked.error.code === "unknown_variable" ? "unknown_variable" : "unknown_field";
  return { code, message: checked.error.summary.replace(/^No such key: /, "unknown field "), offset };
}

function checkMethod(
  node: ASTNode,
  name: string,
  receiver: ASTNode,
  values: readonly ASTNode[],
): ConditionProblem | undefined {
  if (receiver.op === "id" && receiver.args === "cel") return unsafe(node, "cel.bind is not part of this language");
  if (name.startsWith("lapse"))
    return { code: "invalid_condition", message: `unknown method ${name}`, offset: node.pos };
  if (name !== "matches") return undefined;
  const [pattern] = values;
  if (pattern?.op !== "value" || typeof pattern.args !== "string") {
    return unsafe(node, "the pattern of matches() must be written out");
  }
  const risk = findPatternRisk(pattern.args, longestMatched);
  return risk === undefined ? undefined : { code: "unsafe_pattern", message: risk, offset: pattern.start };
}

const spellings = {
  duration: "in conditions a duration has hours, minutes and seconds, such as 48h or 8h30m",
  timestamp: "write an instant such as 2030-01-31T12:00:00Z",
} as const;

const isText = (node: ASTNode): node is ASTNode & { readonly args: string } =>
  node.op === "value" && typeof node.args === "string";

/** The problem where reading it throws. */
const unreadable = (node: ASTNode, message: string, read: () => unknown): ConditionProblem | undefined => {
  try {
    read();
    return undefined;
  } catch {
    return { code: "unreadable_literal", message, offset: node.start };
  }
};

const unsafe = (node: ASTNode, message: string): ConditionProblem => ({
  code: "unsafe_condition",
  message,
  offset: node.start,
});

function rootOf(node: ASTNode): string | undefined {
  if (node.op === ".") return rootOf(node.args[0]);
  return node.op === "id" ? node.args : undefined;
}

/** Operands come singly, in lists and in lists of pairs, between names and literals. */
function childrenOf(operands: unknown): ASTNode[] {
  if (Array.isArray(operands)) return operands.flatMap(childrenOf);
  return isNode(operands) ? [operands] : [];
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "op" in value && "args" in value;

/** How many callers tell one place from another: more, and a change far above would make another place of it. */
const depth = 2;

/**
 * Where a port was called, as a path of functions without line numbers: the same for the same code, whatever is added above it.
 * Read off the stack, which follows `await`.
 */
export const placeOfCall = (): string => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 60;
  const { stack = "" } = new Error("where");
  Error.stackTraceLimit = stackTraceLimit;
  const frames = stack.split("\n").flatMap((line) => {
    const [, name = "", file] = /at (?:async )?(?:(\S+) .*?)?\(?[^ ]*\/core\/usecases\/(.+?)\.ts:/.exec(line) ?? [];
    return file === undefined ? [] : [`${file.split("/").at(-1)}${name === "" ? "" : `.${name.split(".").at(-1)}`}`];
  });
  return frames
    .filter((frame, at) => frame !== frames[at - 1])
    .slice(0, depth)
    .reverse()
    .join(" › ");
};

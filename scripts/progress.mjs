const isTerminal = process.stdout.isTTY === true;

/** Shows what is being done, then a tick and how long it took; a cross and the error pass on when it fails. */
export async function step(what, work) {
  const startedAt = performance.now();
  process.stdout.write(isTerminal ? `\r\x1b[2K  … ${what}` : `  … ${what}\n`);
  try {
    const result = await work();
    finish("✓", what, startedAt);
    return result;
  } catch (error) {
    finish("✗", what, startedAt);
    throw error;
  }
}

/** A line of its own, below the step that is going on. */
export function say(line) {
  process.stdout.write(`${isTerminal ? "\r\x1b[2K" : ""}    ${line}\n`);
}

function finish(mark, what, startedAt) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${isTerminal ? "\r\x1b[2K" : ""}  ${mark} ${what.padEnd(60)} ${seconds.padStart(6)} s\n`);
}

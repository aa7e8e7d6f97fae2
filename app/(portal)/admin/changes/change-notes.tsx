import type { Change } from "./change-detail.ts";

/** What a reviewer should know beside the change itself: its tests, and how often author and reviewer approve each other. */
export function ChangeNotes({ change: { status, tests, mutual, author } }: { change: Change }) {
  if (status !== "proposed") return null;
  const failed = tests?.filter(({ passed }) => !passed) ?? [];
  return (
    <>
      {tests === null ? null : (
        <p className={failed.length > 0 ? "font-medium text-danger" : "text-muted"}>
          {tests.length === 0
            ? "The document carries no tests."
            : passWords(tests.length - failed.length, tests.length)}{" "}
          {failed.map(({ name, differences }) => `${name}: ${differences.join("; ")}`).join(". ")}
        </p>
      )}
      {mutual === 0 ? null : (
        <p className="font-medium text-waning">
          You and {author.name} approved each other {mutual === 1 ? "once" : `${mutual} times`} in the last 90 days.
        </p>
      )}
    </>
  );
}

const passWords = (passed: number, all: number): string =>
  all === 1 ? `Its only test ${passed === 1 ? "passes" : "fails"}.` : `${passed} of its ${all} tests pass.`;

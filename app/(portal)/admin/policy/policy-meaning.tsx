const sentences = [
  "A matching deny always wins, in any order.",
  "Otherwise the first matching rule decides.",
  "If none matches, the answer is no.",
  "An error in a deny rule's condition counts as a match, in any other rule's as no match, and both are reported.",
] as const;

/** The whole semantics: there is nothing else to know. */
export function PolicyMeaning() {
  return (
    <ol className="grid gap-2">
      {sentences.map((sentence, at) => (
        <li key={sentence} className="flex gap-2.5">
          <span
            aria-hidden
            className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full bg-sunken text-2xs font-medium text-muted"
          >
            {at + 1}
          </span>
          {sentence}
        </li>
      ))}
    </ol>
  );
}

/** The look shared by every box one types or picks in. */
export const inputClass = [
  "w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-text transition-colors duration-100",
  "hover:border-edge focus-visible:border-accent focus-visible:outline-offset-0",
  "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted disabled:hover:border-line-strong",
  "aria-invalid:border-danger max-sm:text-[1rem]",
].join(" ");

/** The first stop of Tab: past the menu, to the page. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md border bg-surface px-3 py-1.5 font-medium focus:translate-y-0"
    >
      Skip to the page
    </a>
  );
}

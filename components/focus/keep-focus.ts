/** What has the focus, in a row of a list, and the list around it as it was then. */
interface Place {
  readonly element: Element;
  readonly row: Element;
  readonly rows: readonly Element[];
  readonly list: Element;
  readonly path: string;
}

/**
 * Keeps the focus from falling to the page when what has it goes: when its row leaves a list because it is dealt with, or the
 * row stays and its button goes. It then goes to the first control of the same row, of the next, of the one before, and at last
 * to the list's empty sentence or heading. A row is whatever is marked `data-row`; its list is the section, dialog or page
 * around it. Nothing is done while something else has the focus, nor on another page. Returns how to stop.
 */
export const keepFocus = (document: Document): (() => void) => {
  let place: Place | null = null;
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof Element && !isAbove(target, place)) place = placeOf(target);
  };
  const onPress = ({ target }: PointerEvent) => {
    // Whoever presses elsewhere on the page has left the row.
    if (target instanceof Element && !isAbove(target, place) && !place?.row.contains(target)) place = null;
  };
  const observer = new MutationObserver(() => {
    if (place === null || place.element.isConnected) return;
    // A dialog that the row opened may still be there: once it has closed, nothing has the focus.
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const left = place;
    place = null;
    if (left.path === document.location.pathname) nextStop(document, left)?.focus();
  });
  document.addEventListener("focusin", onFocus);
  document.addEventListener("pointerdown", onPress, { capture: true });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    document.removeEventListener("pointerdown", onPress, { capture: true });
    document.removeEventListener("focusin", onFocus);
  };
};

const rowMark = "[data-row]";
const rowsIn = (list: Element): readonly Element[] => [...list.querySelectorAll(rowMark)];

const placeOf = (element: Element): Place | null => {
  const row = element.closest(rowMark);
  const list = row?.closest("section, [role='dialog'], main");
  if (!row || !list) return null;
  return { element, row, list, rows: rowsIn(list), path: row.ownerDocument.location.pathname };
};

/** Dialogs, menus and messages are children of the body beside the page: being there leaves no row that has none of its own. */
const isAbove = (target: Element, place: Place | null): boolean =>
  place !== null && target.closest(rowMark) === null && layerOf(target) !== layerOf(place.list);

const layerOf = (element: Element): Element | null => element.closest("body > *");

const nextStop = (document: Document, { row, rows, list }: Place): HTMLElement | null => {
  const at = rows.indexOf(row);
  const known = [row, ...rows.slice(at + 1), ...rows.slice(0, at).toReversed()].filter((each) => each.isConnected);
  const control = firstIn(known);
  if (control) return control;
  // The list went with its last row: the page is what is left of it. What a dialog leaves behind is the dialog's affair.
  if (!list.isConnected) return list.closest("[role='dialog']") ? null : focusable(document.querySelector("main h1"));
  const one = [...list.querySelectorAll<HTMLElement>("[role='listbox'][tabindex='0']")].find(isReachable);
  if (one) return one;
  const drawn = rowsIn(list);
  return (
    firstIn([...drawn.slice(at), ...drawn.slice(0, at).toReversed()]) ??
    focusable(list.querySelector("[data-empty]") ?? list.querySelector("h1, h2, h3"))
  );
};

const controls = "a[href], button, input:not([type='hidden']), select, textarea, summary, [tabindex='0']";
/** On a touch screen these would raise the keyboard over what is to be read. */
const typed = "input:not([type='checkbox'], [type='radio']), textarea";

const firstIn = (rows: readonly Element[]): HTMLElement | undefined => {
  const isTouch = matchMedia("(pointer: coarse)").matches;
  return rows
    .flatMap((row) => [
      ...(row.matches("[tabindex]") ? [row as HTMLElement] : []),
      ...row.querySelectorAll<HTMLElement>(controls),
    ])
    .find((control) => isReachable(control) && !(isTouch && control.matches(typed)));
};

const isReachable = (element: HTMLElement): boolean => element.checkVisibility() && !element.matches(":disabled");

const focusable = (element: HTMLElement | null): HTMLElement | null => {
  if (element && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  return element;
};

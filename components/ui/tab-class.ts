export const tabListClass = "scroll-thin flex gap-1 overflow-x-auto overflow-y-hidden border-b";
export const tabClass =
  "-mb-px shrink-0 rounded-t-md border-b-2 border-transparent px-2.5 py-2 font-medium whitespace-nowrap text-muted hover:text-text focus-visible:-outline-offset-2";

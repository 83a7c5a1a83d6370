/**
 * Where the keyboard goes when what stood open at a control closes: to the column's header where that takes the focus,
 * to the grid where it keeps the focus for its cells, and to the control itself where it is in neither.
 */
export function focusPlaceOf(anchor: HTMLElement): HTMLElement {
  const header = anchor.closest<HTMLElement>("[role=columnheader]");
  if (header?.hasAttribute("tabindex")) return header;
  return anchor.closest<HTMLElement>("[role=grid]") ?? anchor;
}

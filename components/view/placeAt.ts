/** Puts a floating panel below an element, or above it where there is more room, and never outside of the window. */
export function placeAt(panel: HTMLElement, at: DOMRect): void {
  const gap = 4;
  const edge = 8;
  const left = Math.min(at.left, window.innerWidth - panel.offsetWidth - edge);
  panel.style.left = `${Math.max(edge, left)}px`;
  const below = window.innerHeight - at.bottom - gap - edge;
  const above = at.top - gap - edge;
  const isBelow = below >= Math.min(panel.offsetHeight, 420) || below >= above;
  panel.style.maxHeight = `${Math.max(160, isBelow ? below : above)}px`;
  // From the edge that stays, so that it grows away from its control.
  panel.style.top = isBelow ? `${at.bottom + gap}px` : "auto";
  panel.style.bottom = isBelow ? "auto" : `${window.innerHeight - at.top + gap}px`;
}

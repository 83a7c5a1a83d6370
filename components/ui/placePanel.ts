const edgePx = 8;
const gapPx = 4;
const tallestPx = 560;
const lowestPx = 140;

/**
 * Puts a floating panel below a box of the window, or above it where there is more room, never outside of the window. It
 * is held at the side that is next to the box, so that it grows away from it.
 */
export function placePanel(panel: HTMLElement, box: DOMRect, align: "start" | "end" = "start"): void {
  const width = panel.offsetWidth;
  const wanted = align === "start" ? box.left : box.right - width;
  const left = Math.min(Math.max(edgePx, wanted), Math.max(edgePx, window.innerWidth - width - edgePx));
  const below = window.innerHeight - box.bottom - gapPx - edgePx;
  const above = box.top - gapPx - edgePx;
  const isBelow = below >= Math.min(panel.scrollHeight, tallestPx) || below >= above;
  const room = Math.max(lowestPx, isBelow ? below : above);
  // A box at the edge of a low window, or beyond it, leaves no room beside it.
  const start = Math.max(edgePx, (isBelow ? box.bottom : window.innerHeight - box.top) + gapPx);
  const held = `${Math.min(start, Math.max(edgePx, window.innerHeight - lowestPx - edgePx))}px`;
  panel.style.left = `${left}px`;
  panel.style.maxHeight = `${Math.min(tallestPx, room)}px`;
  panel.style.top = isBelow ? held : "auto";
  panel.style.bottom = isBelow ? "auto" : held;
}

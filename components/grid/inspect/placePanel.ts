const gapPx = 4;
const edgePx = 8;
const tallestPx = 440;

/** Puts a floating panel below a box, or above it where there is more room, and never outside of the window. */
export function placePanel(panel: HTMLElement, box: DOMRect, align: "start" | "end" = "start"): void {
  const width = panel.offsetWidth;
  const wanted = align === "start" ? box.left : box.right - width;
  const left = Math.min(Math.max(edgePx, wanted), Math.max(edgePx, window.innerWidth - width - edgePx));
  const below = window.innerHeight - box.bottom - gapPx - edgePx;
  const above = box.top - gapPx - edgePx;
  panel.style.left = `${left}px`;
  panel.style.maxHeight = `${Math.max(140, Math.min(tallestPx, Math.max(below, above)))}px`;
  const height = panel.offsetHeight;
  const top = below >= height || below >= above ? box.bottom + gapPx : box.top - gapPx - height;
  panel.style.top = `${Math.min(Math.max(edgePx, top), Math.max(edgePx, window.innerHeight - height - edgePx))}px`;
}

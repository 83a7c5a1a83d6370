/**
 * Rows of a table, `contentPx` high, behind a scrollbar: a browser lets no element be higher than some 17 million
 * pixels, and ten million rows are 330 million. What scrolls is then a shorter canvas. Its first and last parts stand for
 * as many pixels of rows, so that both ends are reached exactly; each pixel between them stands for several.
 */
export interface ScrollSize {
  readonly contentPx: number;
  readonly viewPx: number;
}

/** Where the rows are: `topPx` of them are above the view while the scrollbar stands at `scrollPx`. */
export interface ScrollPlace {
  readonly topPx: number;
  readonly scrollPx: number;
}

const highestPx = 8_000_000;
const plainEndPx = 500_000;

/** Farther than this at once is a jump to another part of the rows; less is scrolling, pixel by pixel. */
const jumpPx = 4_000;

/** The height of what is scrolled, in pixels. */
export function canvasPx({ contentPx }: ScrollSize): number {
  return Math.min(contentPx, highestPx);
}

export function isScaled({ contentPx }: ScrollSize): boolean {
  return contentPx > highestPx;
}

/** The place after the browser scrolled to `scrollPx`. */
export function scrolledTo(size: ScrollSize, before: ScrollPlace, scrollPx: number): ScrollPlace {
  if (!isScaled(size)) return { topPx: scrollPx, scrollPx };
  const lastScroll = canvasPx(size) - size.viewPx;
  const by = scrollPx - before.scrollPx;
  // Half a pixel, since browsers round where they scroll to and the last row has to be reached.
  if (Math.abs(by) > jumpPx || scrollPx <= 0 || scrollPx >= lastScroll - 0.5)
    return { topPx: contentAt(size, scrollPx), scrollPx };
  return { topPx: clampTop(size, before.topPx + by), scrollPx };
}

/** Where the scrollbar has to stand for `topPx` pixels of rows to be above the view. */
export function scrollFor(size: ScrollSize, topPx: number): number {
  const top = clampTop(size, topPx);
  if (!isScaled(size)) return top;
  const { lastTop, lastScroll, ends } = extents(size);
  if (top <= ends) return top;
  if (top >= lastTop - ends) return lastScroll - (lastTop - top);
  return ends + ((top - ends) * (lastScroll - 2 * ends)) / (lastTop - 2 * ends);
}

/** How many pixels of rows are above the view where the scrollbar stands at `scrollPx`. */
export function contentAt(size: ScrollSize, scrollPx: number): number {
  if (!isScaled(size)) return clampTop(size, scrollPx);
  const { lastTop, lastScroll, ends } = extents(size);
  const scroll = Math.min(lastScroll, Math.max(0, scrollPx));
  if (scroll <= ends) return scroll;
  if (scroll >= lastScroll - ends) return clampTop(size, lastTop - (lastScroll - scroll));
  return ends + ((scroll - ends) * (lastTop - 2 * ends)) / (lastScroll - 2 * ends);
}

/** The `topPx` nearest to the present one with which all of `fromPx` to `toPx` is in view. */
export function topToShow(size: ScrollSize, topPx: number, fromPx: number, toPx: number): number {
  if (fromPx < topPx) return clampTop(size, fromPx);
  if (toPx > topPx + size.viewPx) return clampTop(size, toPx - size.viewPx);
  return topPx;
}

function clampTop({ contentPx, viewPx }: ScrollSize, topPx: number): number {
  return Math.max(0, Math.min(topPx, contentPx - viewPx));
}

function extents(size: ScrollSize) {
  const lastTop = size.contentPx - size.viewPx;
  return { lastTop, lastScroll: canvasPx(size) - size.viewPx, ends: plainEndPx };
}

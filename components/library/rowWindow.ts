/** Which rows of a long list are drawn: those in sight and some around, from 0, the end not included. */
export interface RowWindow {
  from: number;
  to: number;
}

const around = 6;

/** All lengths in pixels; every row is as high as the others. */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - around);
  const to = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + around);
  return { from: Math.min(from, Math.max(0, count)), to: Math.max(to, 0) };
}

/** Where to scroll so that a row is in sight; the same place where it already is. */
export function scrollToRow(at: number, scrollTop: number, height: number, rowHeight: number): number {
  const [top, bottom] = [at * rowHeight, (at + 1) * rowHeight];
  if (top < scrollTop) return top;
  return bottom > scrollTop + height ? bottom - height : scrollTop;
}

/** The row that a key leads to; null where the key is none of these. */
export function rowByKey(key: string, at: number, count: number, page: number): number | null {
  const last = count - 1;
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: last,
    PageDown: at + page,
    PageUp: at - page,
  };
  const to = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return to === undefined || count === 0 ? null : Math.min(Math.max(to, 0), last);
}

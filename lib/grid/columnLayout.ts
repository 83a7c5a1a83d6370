/**
 * What its reader made of a table's columns. Columns are named by keys (see `columnKeys`); a key that the table does not
 * have is kept, so that the column is where it was when a later run brings it back.
 */
export interface ColumnLayout {
  /** All columns from left to right as they were last arranged; empty while nobody moved one. */
  readonly order: readonly string[];
  /** Columns that stay at the left while the others scroll, from left to right. */
  readonly pinned: readonly string[];
  readonly hidden: readonly string[];
  /** Widths in pixels that were chosen; all other columns are as wide as what stands in them. */
  readonly widths: Readonly<Record<string, number>>;
}

/** Where a layout puts columns: their places in the result, from left to right. */
export interface ArrangedColumns {
  /** Those on screen, the pinned ones first. */
  readonly shown: readonly number[];
  /** How many of `shown` are pinned. */
  readonly pinned: number;
  readonly hidden: readonly number[];
}

export const plainLayout: ColumnLayout = { order: [], pinned: [], hidden: [], widths: {} };

export const narrowestPx = 40;
export const widestPx = 2_000;

/** A key for each column: its name, and for the second of a name and those after it also which one it is. */
export function columnKeys(columns: readonly { name: string }[]): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ name }) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}\0${before}`;
  });
}

/** Puts columns where the layout has them; one that it has never seen stands after its neighbour of the result. */
export function arrangeColumns(keys: readonly string[], layout: ColumnLayout): ArrangedColumns {
  const places = new Map(keys.map((key, place) => [key, place]));
  const hidden = new Set(layout.hidden);
  const isPinned = new Set(layout.pinned);
  const all = orderedKeys(keys, layout);
  const ordered = [
    ...layout.pinned.filter((key) => places.has(key)),
    ...all.filter((key) => !isPinned.has(key)),
  ];
  const placesOf = (some: readonly string[]) =>
    some.flatMap((key) => {
      const place = places.get(key);
      return place === undefined ? [] : [place];
    });
  const shown = ordered.filter((key) => !hidden.has(key));
  return {
    shown: placesOf(shown),
    pinned: shown.filter((key) => isPinned.has(key)).length,
    hidden: placesOf(ordered.filter((key) => hidden.has(key))),
  };
}

/** The keys of the result in the order of the layout, whether pinned, hidden or neither. */
function orderedKeys(keys: readonly string[], layout: ColumnLayout): readonly string[] {
  if (layout.order.length === 0) return keys;
  const here = new Set(keys);
  const known = new Set(layout.order);
  const ordered = layout.order.filter((key) => here.has(key));
  const followers = new Map<string | null, string[]>();
  let before: string | null = null;
  for (const key of keys) {
    if (known.has(key)) before = key;
    else followers.set(before, [...(followers.get(before) ?? []), key]);
  }
  return [...(followers.get(null) ?? []), ...ordered.flatMap((key) => [key, ...(followers.get(key) ?? [])])];
}

/** A column at another width, kept within what can be read and grasped; null lets it go by what stands in it again. */
export function withWidth(layout: ColumnLayout, key: string, widthPx: number | null): ColumnLayout {
  const { [key]: _, ...others } = layout.widths;
  if (widthPx === null) return { ...layout, widths: others };
  const within = Math.round(Math.min(widestPx, Math.max(narrowestPx, widthPx)));
  return { ...layout, widths: { ...others, [key]: within } };
}

/** Pins a column after those that are pinned, or lets it scroll again. */
export function withPinned(layout: ColumnLayout, key: string, pinned: boolean): ColumnLayout {
  const others = layout.pinned.filter((each) => each !== key);
  return { ...layout, pinned: pinned ? [...others, key] : others };
}

/** Hides columns; the last one that is shown stays, so that there is always a table. */
export function withHidden(
  keys: readonly string[],
  layout: ColumnLayout,
  hide: readonly string[],
): ColumnLayout {
  const hidden = new Set([...layout.hidden, ...hide]);
  if (keys.every((key) => hidden.has(key))) return layout;
  return { ...layout, hidden: [...hidden] };
}

/** Shows columns again, where they stood. */
export function withShown(layout: ColumnLayout, show: readonly string[]): ColumnLayout {
  const shown = new Set(show);
  return { ...layout, hidden: layout.hidden.filter((key) => !shown.has(key)) };
}

/**
 * Moves a column to a place among those shown, counted without it. Before the last of the pinned ones it is pinned
 * itself; at their end it stays what it was.
 */
export function withMoved(
  keys: readonly string[],
  layout: ColumnLayout,
  key: string,
  place: number,
): ColumnLayout {
  const { shown, pinned } = arrangeColumns(keys, layout);
  const names = shown.map((at) => keys[at] ?? "");
  const wasPinned = names.indexOf(key) < pinned;
  const others = names.filter((each) => each !== key);
  if (others.length === names.length) return layout;
  const pinnedOthers = pinned - (wasPinned ? 1 : 0);
  const at = Math.min(others.length, Math.max(0, place));
  const isPinned = at < pinnedOthers || (at === pinnedOthers && wasPinned);
  const next = others[at];
  const moved = others.toSpliced(at, 0, key);
  // Hidden columns and pinned ones keep their place in the order, so that showing or letting go leads back to it.
  const order = orderedKeys(keys, layout).filter((each) => each !== key);
  const before = isPinned || next === undefined ? -1 : order.indexOf(next);
  const after = order.indexOf(others[at - 1] ?? "");
  const to = before >= 0 ? before : after >= 0 ? after + 1 : order.length;
  const pinnedShown = moved.slice(0, pinnedOthers + (isPinned ? 1 : 0));
  const pinnedHidden = layout.pinned.filter((each) => each !== key && !pinnedShown.includes(each));
  return {
    ...layout,
    order: isPinned && wasPinned ? layout.order : order.toSpliced(to, 0, key),
    pinned: [...pinnedShown, ...pinnedHidden],
  };
}

/** Moves a column by one place to the left (-1) or right (1), never across the edge of the pinned ones. */
export function withMovedBy(
  keys: readonly string[],
  layout: ColumnLayout,
  key: string,
  by: -1 | 1,
): ColumnLayout {
  const { shown, pinned } = arrangeColumns(keys, layout);
  const from = shown.findIndex((at) => keys[at] === key);
  const to = from + by;
  const crosses = from < pinned !== to < pinned;
  return from < 0 || to < 0 || to >= shown.length || crosses ? layout : withMoved(keys, layout, key, to);
}

/** Reads a layout that was kept as JSON; null where it is none. */
export function readLayout(json: string): ColumnLayout | null {
  try {
    const read: unknown = JSON.parse(json);
    if (typeof read !== "object" || read === null) return null;
    const { order, pinned, hidden, widths } = read as Partial<Record<keyof ColumnLayout, unknown>>;
    if (!areTexts(order) || !areTexts(pinned) || !areTexts(hidden)) return null;
    if (typeof widths !== "object" || widths === null) return null;
    const numbers = Object.entries(widths).filter(
      (entry): entry is [string, number] => typeof entry[1] === "number",
    );
    return { order, pinned, hidden, widths: Object.fromEntries(numbers) };
  } catch {
    // What is no JSON was not kept by us.
    return null;
  }
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

import type { Text, TracedRow } from "./matchSql.ts";

/** A column that two rows both have, with other texts. */
export interface ChangedColumn {
  column: string;
  before: Text;
  after: Text;
}

export interface RowChanges {
  changed: readonly ChangedColumn[];
  /** Columns that only the later row has; and only the earlier one. */
  made: readonly { column: string; text: Text }[];
  left: readonly string[];
}

/** What differs from one row to the row that was made of it, by the names of their columns. */
export function changedColumns(before: TracedRow, after: TracedRow): RowChanges {
  const places = new Map(before.columns.map(({ name }, at) => [name.toLowerCase(), at]));
  const names = new Set(after.columns.map(({ name }) => name.toLowerCase()));
  const changed: ChangedColumn[] = [];
  const made: { column: string; text: Text }[] = [];
  after.columns.forEach(({ name }, at) => {
    const place = places.get(name.toLowerCase());
    const text = after.values[at] ?? null;
    if (place === undefined) made.push({ column: name, text });
    else if ((before.values[place] ?? null) !== text)
      changed.push({ column: name, before: before.values[place] ?? null, after: text });
  });
  const left = before.columns.flatMap(({ name }) => (names.has(name.toLowerCase()) ? [] : name));
  return { changed, made, left };
}

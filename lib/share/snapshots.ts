/** The first rows of a cell's result as its author saw them: texts only, never run, never believed. */
export interface CellSnapshot {
  /** The cell's name. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** How many rows the result had. */
  readonly rowCount: number;
}

/** What a snapshot may hold; more is cut when it is made and when it is read. */
export const snapshotLimits = { cells: 200, rows: 50, columns: 20, characters: 200 } as const;

/** Snapshots from data of a stranger: what has another shape is left out, what is too long is cut. */
export function readSnapshots(data: unknown): CellSnapshot[] {
  if (!Array.isArray(data)) return [];
  return data.slice(0, snapshotLimits.cells).flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null) return [];
    const { name, columns, rows, rowCount }: Record<string, unknown> = { ...item };
    if (typeof name !== "string" || !Array.isArray(columns) || !Array.isArray(rows)) return [];
    const names = columns.slice(0, snapshotLimits.columns).map((column) => cutText(textOf(column) ?? ""));
    if (names.length === 0) return [];
    const read = rows.slice(0, snapshotLimits.rows).map((row: unknown) => {
      const values: unknown[] = Array.isArray(row) ? row : [];
      return names.map((_, at) => {
        const text = textOf(values[at]);
        return text === null ? null : cutText(text);
      });
    });
    const count = typeof rowCount === "number" && Number.isSafeInteger(rowCount) ? rowCount : 0;
    return [{ name: cutText(name), columns: names, rows: read, rowCount: Math.max(count, read.length) }];
  });
}

/** A text as long as a snapshot may hold, with a mark where something was cut. */
export function cutText(text: string): string {
  const { characters } = snapshotLimits;
  return text.length > characters ? `${text.slice(0, characters - 1)}…` : text;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

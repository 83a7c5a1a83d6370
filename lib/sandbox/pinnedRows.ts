import { ColumnBuffer } from "./columnBuffer.ts";
import { type Fitting, fittingOf } from "./fitValue.ts";
import type { PinnedSchema } from "./pinnedSchema.ts";
import { isRecord, rowWord } from "./rowForm.ts";
import { ValueRefused } from "./widenShape.ts";

/** Puts rows into columns that are given: a row fits all of them, and has no others, or it is refused. */
export class PinnedRows {
  readonly columns: readonly ColumnBuffer[];
  private readonly fittings: readonly Fitting[];
  private readonly places: ReadonlyMap<string, number>;

  constructor(schema: PinnedSchema) {
    this.fittings = schema.map(({ type }) => fittingOf(type));
    this.columns = schema.map(({ name }, at) => {
      const column = new ColumnBuffer(name, name);
      column.shape = this.fittings[at]?.shape ?? column.shape;
      return column;
    });
    this.places = new Map(schema.map(({ name }, at) => [name, at]));
  }

  /** Puts a row at its place in the columns; answers in a sentence why it does not fit, else null. */
  place(row: unknown, to: number): string | null {
    const record = isRecord(row) ? row : this.asRecord(row);
    if (record === null)
      return `A row must be an object with the pinned columns; this one is ${rowWord(row)}.`;
    let found = 0;
    let at = 0;
    for (const key in record) {
      if (!Object.hasOwn(record, key)) continue;
      // Rows mostly have the columns in their order.
      if (this.columns[at]?.key !== key) {
        const place = this.places.get(key);
        if (place === undefined) return `It has a column "${key}", which is not in the pinned schema.`;
        at = place;
      }
      const problem = this.put(at, to, record[key]);
      if (problem) return problem;
      found++;
      at++;
    }
    if (found === this.columns.length) return null;
    const missing = this.columns.find(({ key }) => !Object.hasOwn(record, key));
    return `It has no column "${missing?.name}", which is in the pinned schema.`;
  }

  private put(at: number, to: number, value: unknown): string | null {
    const column = this.columns[at];
    const fitting = this.fittings[at];
    if (!column || !fitting) return null;
    try {
      column.values[to] = fitting.take(value);
      return null;
    } catch (thrown) {
      if (!(thrown instanceof ValueRefused)) throw thrown;
      return `Column "${column.name}": ${thrown.message}.`;
    }
  }

  /** A plain value is a row of the one column `value`. */
  private asRecord(row: unknown): Record<string, unknown> | null {
    return this.columns.length === 1 && this.places.has("value") && row !== undefined ? { value: row } : null;
  }
}

import { type Shape, shapes } from "./shape.ts";
import { widenShape } from "./widenShape.ts";

/** One column of the rows that wait to be written, and what its values have been so far. */
export class ColumnBuffer {
  values: unknown[] = [];
  shape: Shape = shapes.null;
  /** The type of the column in the engine; null before it is there. */
  written: string | null = null;
  writtenShape: Shape | null = null;
  mixedBefore: string | null = null;

  constructor(
    /** The rows' own key, and the column's name, which differs where that key cannot be one. */
    readonly key: string,
    readonly name: string,
  ) {}

  clear(rows: number): void {
    this.values = new Array<unknown>(rows);
  }

  /** Widens the shape by the value of a row; throws ValueRefused. */
  see(row: number): void {
    this.shape = widenShape(this.shape, this.values[row]);
  }
}

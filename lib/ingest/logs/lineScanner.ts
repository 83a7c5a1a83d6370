import type { LogColumn } from "./logFormat.ts";

/** What a line is. */
export const lineIs = { row: 0, heading: 1, problem: 2 } as const;
export type LineIs = (typeof lineIs)[keyof typeof lineIs];

/**
 * Finds the values of a line. Column `i` has the bytes `from[i]` to `to[i] - 1` of `bytes`, or none where `from[i]` is
 * negative; `escaped[i]` is 1 where they may hold escapes.
 */
export abstract class LineScanner {
  /** Columns met so far; there may be more after a scan. */
  readonly columns: LogColumn[] = [];
  bytes: Uint8Array = new Uint8Array(0);
  from = new Int32Array(16).fill(-1);
  to = new Int32Array(16);
  escaped = new Uint8Array(16);
  /** Why the last line is no row. */
  problem = "";

  /** Looks at one line, without its end. */
  abstract scan(buf: Uint8Array, from: number, to: number): LineIs;

  /** Whether a line fits; where lines can go on, this is asked without counting anything. */
  fits(_buf: Uint8Array, _from: number, _to: number): boolean {
    return true;
  }

  /** Begins again at the file's first line; columns stay known. */
  restart(): void {
    this.problem = "";
  }

  /** What must be said after the last line. */
  notes(): string[] {
    return [];
  }

  /** Adds a column; answers its index. */
  protected add(column: LogColumn): number {
    const index = this.columns.push(column) - 1;
    if (index >= this.from.length) {
      this.from = grown(this.from, new Int32Array(index * 2)).fill(-1, index);
      this.to = grown(this.to, new Int32Array(index * 2));
      this.escaped = grown(this.escaped, new Uint8Array(index * 2));
    }
    return index;
  }

  protected set(column: number, from: number, to: number, escaped: boolean): void {
    this.from[column] = from;
    this.to[column] = to;
    this.escaped[column] = escaped ? 1 : 0;
  }

  protected fail(reason: string): LineIs {
    this.problem = reason;
    return lineIs.problem;
  }
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

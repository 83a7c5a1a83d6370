import type { Column, KeptResult } from "../../lib/engine/protocol.ts";
import { type FetchPage, PageCache } from "../../lib/table/pageCache.ts";
import { LongestTexts } from "./longestTexts.ts";

/** Of a result whose rows are not kept, so many first rows can be looked at; each look computes them again. */
export const rowsOfUnkept = 10_000;

/** Of a table with more columns than this only those near the window are drawn, and widths do not go by their texts. */
export const manyColumns = 60;

/** Rows that widths go by before any row was asked for. */
const rowsAtFirst = 40;

/** The rows of a result that the grid lets people scroll through. */
export function shownRows(result: KeptResult): number {
  return result.kept === "too-large" || result.kept === "computed"
    ? Math.min(result.rowCount, rowsOfUnkept)
    : result.rowCount;
}

/** Whether two results have the same columns in the same order: one can then take the other's place on screen. */
export function sameColumns(a: readonly Column[], b: readonly Column[]): boolean {
  return (
    a.length === b.length && a.every(({ name, type }, at) => name === b[at]?.name && type === b[at]?.type)
  );
}

/** Rows from `rowStart` to `rowEnd - 1`. */
export interface RowSpan {
  rowStart: number;
  rowEnd: number;
}

/** The texts of a result as the grid draws them: those that are here, and a way to ask for others. */
export class GridFrame {
  /** What the widths of columns go by; empty where so many columns are there that all have one width. */
  readonly longest: LongestTexts;
  private cache: PageCache;
  /** Rows of the result before this one, drawn until the new ones are here. */
  private earlier: PageCache | null = null;
  private wanted: RowSpan = { rowStart: 0, rowEnd: 0 };
  private unsubscribe: () => void;
  private changes = 0;
  private readonly listeners = new Set<() => void>();

  constructor(
    result: KeptResult,
    private readonly page: (resultKey: string) => FetchPage,
    private readonly onFailed: (message: string | null) => void,
  ) {
    this.longest = new LongestTexts(result.columns.length > manyColumns ? 0 : result.columns.length);
    this.cache = this.cacheOf(result);
    this.unsubscribe = this.cache.subscribe(() => this.tell());
    this.look({ rowStart: 0, rowEnd: Math.min(result.firstRows, rowsAtFirst) });
  }

  get rowCount(): number {
    return this.cache.rowCount;
  }

  /** How many pages of the present result were asked for. */
  get requests(): number {
    return this.cache.requests;
  }

  /** Another number whenever texts have changed or come. */
  readonly version = (): number => this.changes;

  /** Called whenever texts have changed or come; answers how to stop listening. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The rows of a newer result with the same columns; what is on screen stays until they arrive. */
  replace(result: KeptResult): void {
    const earlier = this.cache;
    this.unsubscribe();
    this.cache = this.cacheOf(result);
    this.earlier = earlier;
    this.unsubscribe = this.cache.subscribe(() => this.tell());
    this.tell();
    this.longest.forgetRows();
    void this.fetch(this.wanted);
  }

  /** The text of a cell, null for NULL, undefined while it is not here. Both count from 0, columns in the result. */
  text(row: number, column: number): string | null | undefined {
    const now = this.cache.cell(row, column);
    return now === undefined ? this.earlier?.cell(row, column) : now;
  }

  /** The text of a cell of the present result alone, as it is copied. */
  textNow(row: number, column: number): string | null | undefined {
    return this.cache.cell(row, column);
  }

  /** The largest measure that a text of a column has among the rows that were last asked for; 0 where none is here. */
  longestHere(column: number, measure: (text: string) => number): number {
    let longest = 0;
    for (let row = this.wanted.rowStart; row < this.wanted.rowEnd; row++)
      longest = Math.max(longest, measure(this.text(row, column) ?? ""));
    return longest;
  }

  /** Has rows brought here; why they could not be is told to `onFailed`. Never rejects. */
  async fetch({ rowStart, rowEnd }: RowSpan, signal?: AbortSignal): Promise<void> {
    this.wanted = { rowStart, rowEnd };
    const cache = this.cache;
    const last = Math.min(rowEnd, cache.rowCount) - 1;
    const end = await cache.load(rowStart, rowEnd, signal);
    if (cache !== this.cache || end.status === "dropped") return;
    this.earlier = null;
    if (end.status === "failed") this.onFailed(end.error.message);
    else if (last >= rowStart && cache.cell(last, 0) === undefined) {
      // Never leave a gap that looks like waiting.
      this.onFailed(`rows up to ${last + 1} were asked for, and fewer came. Run the cell again.`);
    } else {
      this.look({ rowStart, rowEnd: last + 1 });
      this.onFailed(null);
    }
  }

  private look(rows: RowSpan): void {
    this.longest.look(rows, (row, column) => this.text(row, column));
  }

  private cacheOf(result: KeptResult): PageCache {
    const cache = new PageCache(this.page(result.resultKey), {
      rowCount: shownRows(result),
      pageRows: pageRows(result.columns.length),
    });
    if (result.firstPage.byteLength > 0) cache.seed(result.firstPage);
    return cache;
  }

  private tell(): void {
    this.changes++;
    for (const listener of [...this.listeners]) listener();
  }
}

/** Rows a page: a page of a 500-column result must not be a thousand times one of a narrow result. */
function pageRows(columns: number): number {
  return Math.min(500, Math.max(50, Math.floor(20_000 / Math.max(1, columns))));
}

import type { DataFrame, DataFrameEvents } from "hightable";
import { createEventTarget, TypedCustomEvent } from "hightable/dataframe";
import type { Column, KeptResult } from "../../lib/engine/protocol.ts";
import { type FetchPage, PageCache } from "../../lib/table/pageCache.ts";
import { manyColumns } from "./columnWindow.ts";
import { LongestTexts } from "./longestTexts.ts";

/** Of a result whose rows are not kept, so many first rows can be looked at; each look computes them again. */
export const rowsOfUnkept = 10_000;

/** Rows that widths go by before any row was asked for. */
const rowsAtFirst = 40;

/** The rows of a result that the grid lets people scroll through. */
export function shownRows(result: KeptResult): number {
  return result.kept === "too-large" || result.kept === "computed"
    ? Math.min(result.rowCount, rowsOfUnkept)
    : result.rowCount;
}

/**
 * Whether a result can take another's place on screen without the grid being built anew: its columns are the same,
 * and it has the row of the active cell (`rowIndex` counts from 1, with the header row).
 */
export function canReplace(before: KeptResult, now: KeptResult, rowIndex: number): boolean {
  return sameColumns(before.columns, now.columns) && rowIndex <= shownRows(now) + 1;
}

/** Whether two results have the same columns in the same order. */
export function sameColumns(a: readonly Column[], b: readonly Column[]): boolean {
  return (
    a.length === b.length && a.every(({ name, type }, at) => name === b[at]?.name && type === b[at]?.type)
  );
}

/**
 * Rows as hightable reads them. Its columns are places on screen, named "0", "1", …: names of a result may
 * repeat, and of a very wide result only some columns stand on screen at a time (`first` is the leftmost).
 */
export class GridFrame implements DataFrame {
  readonly eventTarget = createEventTarget<DataFrameEvents>();
  readonly columnDescriptors: { name: string }[];
  /** What the widths of columns go by; empty where so many columns are there that all have one width. */
  readonly longest: LongestTexts;
  private cache: PageCache;
  /** Rows of the result before this one, drawn until the new ones are here. */
  private earlier: PageCache | null = null;
  private wanted: { rowStart: number; rowEnd: number } = { rowStart: 0, rowEnd: 0 };
  private unsubscribe: () => void;
  first = 0;

  constructor(
    result: KeptResult,
    places: number,
    private readonly page: (resultKey: string) => FetchPage,
    private readonly onFailed: (message: string | null) => void,
  ) {
    this.columnDescriptors = Array.from({ length: places }, (_, place) => ({ name: String(place) }));
    this.longest = new LongestTexts(result.columns.length > manyColumns ? 0 : result.columns.length);
    this.cache = this.cacheOf(result);
    this.unsubscribe = this.cache.subscribe(() => this.emit("resolve"));
    this.look(0, Math.min(result.firstRows, rowsAtFirst));
  }

  get numRows(): number {
    return this.cache.rowCount;
  }

  /** How many pages of the present result were asked for. */
  get requests(): number {
    return this.cache.requests;
  }

  /** The rows of a newer result with the same columns; what is on screen stays until they arrive. */
  replace(result: KeptResult): void {
    const rowsBefore = this.numRows;
    const earlier = this.cache;
    this.unsubscribe();
    this.cache = this.cacheOf(result);
    this.earlier = earlier;
    this.unsubscribe = this.cache.subscribe(() => this.emit("resolve"));
    if (this.numRows !== rowsBefore) this.emit("numrowschange");
    this.emit("update");
    this.longest.forgetRows();
    void this.fetch(this.wanted);
  }

  /** Lets the places on screen hold the columns from `first` on. */
  showColumnsFrom(first: number): void {
    this.first = first;
    this.emit("update");
  }

  /** The text of a cell, null for NULL, undefined while it is not here; `column` counts in the result. */
  text(row: number, column: number): string | null | undefined {
    const now = this.cache.cell(row, column);
    return now === undefined ? this.earlier?.cell(row, column) : now;
  }

  getRowNumber({ row }: { row: number }): { value: number } {
    return { value: row };
  }

  getCell({ row, column }: { row: number; column: string }): { value: string | null } | undefined {
    const value = this.text(row, this.first + Number(column));
    return value === undefined ? undefined : { value };
  }

  async fetch({
    rowStart,
    rowEnd,
    signal,
  }: {
    rowStart: number;
    rowEnd: number;
    signal?: AbortSignal;
  }): Promise<void> {
    this.wanted = { rowStart, rowEnd };
    const cache = this.cache;
    const end = await cache.load(rowStart, rowEnd, signal);
    if (cache !== this.cache || end.status === "dropped") return;
    this.earlier = null;
    if (end.status === "failed") this.onFailed(end.error.message);
    else if (cache.cell(rowEnd - 1, 0) === undefined && rowEnd > rowStart) {
      // Never leave a gap that looks like waiting.
      this.onFailed(`rows up to ${rowEnd} were asked for, and fewer came. Run the cell again.`);
    } else {
      this.look(rowStart, rowEnd);
      this.onFailed(null);
    }
  }

  private look(rowStart: number, rowEnd: number): void {
    this.longest.look({ rowStart, rowEnd }, (row, column) => this.text(row, column));
  }

  private cacheOf(result: KeptResult): PageCache {
    const cache = new PageCache(this.page(result.resultKey), {
      rowCount: shownRows(result),
      pageRows: pageRows(result.columns.length),
    });
    if (result.firstPage.byteLength > 0) cache.seed(result.firstPage);
    return cache;
  }

  private emit(type: keyof DataFrameEvents): void {
    this.eventTarget.dispatchEvent(new TypedCustomEvent(type, { detail: undefined }));
  }
}

/** Rows a page: a page of a 500-column result must not be a thousand times one of a narrow result. */
function pageRows(columns: number): number {
  return Math.min(500, Math.max(50, Math.floor(20_000 / Math.max(1, columns))));
}

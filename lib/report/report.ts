/** A report is this many columns wide; a width is a number of them. */
export const reportColumns = 12;

/** One place of a report, as it is written in the front matter. */
export interface ReportItem {
  /** A cell by its name, a Markdown cell by how its text begins, or something that is neither. */
  readonly kind: "cell" | "text" | "unknown";
  /** The cell's name, the beginning of its text, or what stands there. */
  readonly name: string;
  /** Of several Markdown cells that begin alike, which: 1 is the first. */
  readonly nr: number;
  /** Columns of 12; null shares what the others of its row leave. */
  readonly width: number | null;
  /** What stands over it; null goes by the cell's name, "" is nothing. */
  readonly title: string | null;
  /** Keys that this version does not know: kept in the file and not looked at. */
  readonly rest: Readonly<Record<string, unknown>>;
  /** Of an unknown one: what stands there, as plain data. */
  readonly value?: unknown;
}

/** Cells side by side. */
export interface ReportRow {
  readonly items: readonly ReportItem[];
  /** The exact lines that it was read from; a row that was changed has none. */
  readonly raw?: string;
}

/** The arrangement that a notebook's front matter holds. */
export interface Report {
  readonly rows: readonly ReportRow[];
  /** The lines before the first row, where the rows stand in lines. */
  readonly head?: string;
}

const plainItem = { nr: 1, width: null, title: null, rest: {} } as const;

/** A place for the cell with this name. */
export function cellItem(name: string): ReportItem {
  return { kind: "cell", name, ...plainItem };
}

/** A place for the Markdown cell that begins so. */
export function textItem(name: string, nr = 1): ReportItem {
  return { kind: "text", name, ...plainItem, nr };
}

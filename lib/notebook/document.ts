import type { ParamValue } from "../params/param.ts";

/** A cell's identity in memory: stable while the notebook is open, printed only where the file carried one. */
export type CellId = string;

/** The kinds that run or draw; a cell of any other kind is shown and kept and never run. */
export const knownKinds = [
  "md",
  "sql",
  "ts",
  "chart",
  "input",
  "clean",
  "match",
  "events",
  "compare",
  "contract",
  "export",
] as const;
export type KnownKind = (typeof knownKinds)[number];

/**
 * One cell of a notebook.
 * `name` is "" for Markdown cells; `source` has LF line ends and no fence lines;
 * `options` are the fence's other `key=value` pairs (a chart's `from`), in file order.
 * `layout` is how the cell stood in its file; only lib/formats reads it, null for a cell made here.
 * `given` is the value that was set in an input cell, where it is not to be the default of its text. It is kept on the
 * device and travels in links; the notebook's text does not change with it.
 */
export interface Cell {
  readonly id: CellId;
  readonly kind: string;
  readonly name: string;
  readonly source: string;
  readonly options: Readonly<Record<string, string>>;
  readonly layout: CellLayout | null;
  readonly given?: ParamValue;
}

/** How a cell stood in its file, so that printing what was parsed gives the same bytes. Opaque outside lib/formats. */
export interface CellLayout {
  /** The exact text the cell was parsed from, with what separates it from the next cell. */
  readonly raw: string;
  /** The parsed cell that `raw` stands for; once name, kind, source or options differ, `raw` is no longer used. */
  readonly of: {
    readonly kind: string;
    readonly name: string;
    readonly source: string;
    readonly options: Readonly<Record<string, string>>;
  };
  /** Metadata from a `<!-- cell {json} -->` line before it. */
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** Where a source relation's bytes are: `file:name`, `s3://…`, `https://…`, `sample:name`, or a relative path. */
export interface SourceEntry {
  readonly location: string;
  /** Name of the connection that reaches a bucket; whoever opens the notebook says which of theirs that is. */
  readonly connection?: string;
  readonly format?: string;
  readonly size?: number;
  readonly fingerprint?: string;
  /** The columns it had when the notebook was written, DuckDB type by name; absent where they are very many. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * What an edit does beside marking what it makes stale: nothing ("lazy"), or, after a pause in typing, run the cell and
 * what reads it ("automatic").
 */
export type RunMode = "lazy" | "automatic";

/** A whole notebook as data. Edits are made by lib/notebook/commands.ts and never in place. */
export interface NotebookDocument {
  readonly title: string;
  readonly sources: Readonly<Record<string, SourceEntry>>;
  readonly cells: readonly Cell[];
  /** Absent means lazy. */
  readonly run?: "automatic" | undefined;
  /**
   * The time zone in which charts read and say instants: a name as IANA has it, as it was written, be it unknown here.
   * Absent means UTC.
   */
  readonly timezone?: string | undefined;
  /** The front matter as it stood in the file, unknown keys included; "" where there was none. Opaque outside lib/formats. */
  readonly frontMatter: string;
  /** "\r\n" only where the file used it throughout. */
  readonly lineEnd: "\n" | "\r\n";
}

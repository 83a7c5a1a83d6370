/** How values that hold characters by escape are written: not at all, by web servers, Zeek, JSON, CEF, or doubled quotes. */
export type EscapeMode = "none" | "server" | "zeek" | "json" | "cef" | "doubled";

export type ScalarLogType =
  /** `auto` is decided by what the values are. */
  | { kind: "text" | "integer" | "double" | "boolean" | "date" | "auto" }
  /** Formats are `iso` or directives (see TimeFormat); the first that fits counts. */
  | { kind: "time"; formats: readonly string[] };

/** The type of a log's column. A list's items stand between separators of one character. */
export type LogType =
  | ScalarLogType
  | { kind: "list"; item: ScalarLogType; separator: string; empty: string | null };

/** A column that lines of a log have values for. */
export interface LogColumn {
  name: string;
  type: LogType;
  /** Values that stand for NULL, as they are written. */
  nulls: readonly string[];
  /** A value that stands for empty text, as it is written. */
  empty?: string;
  escape: EscapeMode;
}

/** One field of a line whose fields stand one behind the other. */
export interface LogField {
  name: string;
  type: LogType;
  /**
   * `bare` runs to the next separator; `quoted` stands in quotes, `bracketed` in square brackets, `either` in quotes
   * or not; `spaced` may hold blanks and runs to the next " ["; `pair` is two bare ones.
   */
  form: "bare" | "quoted" | "bracketed" | "either" | "spaced" | "pair";
  /** `request` becomes method, path and protocol; `endpoint` becomes address and port. */
  split?: { by: "request" | "endpoint"; names: readonly string[] };
}

/** How a line is laid out. */
export type LogLayout =
  | {
      kind: "fields";
      separator: string;
      fields: readonly LogField[];
      /** How many fields a line must have; those behind may be missing. All, where not given. */
      required?: number;
      /** Whether fields behind the last become columns extra_1, extra_2 and so on. */
      more?: boolean;
      nulls: readonly string[];
      escape: EscapeMode;
    }
  /** Fields are named by lines of the file itself. */
  | { kind: "header"; style: "w3c" | "zeek" | "vpc" }
  /** A JavaScript regular expression whose named groups are columns. */
  | {
      kind: "pattern";
      source: string;
      types: Readonly<Record<string, LogType>>;
      nulls: readonly string[];
      /** Columns in which the NULL values are text like any other. */
      freeText?: readonly string[];
    }
  /** `key=value` pairs; keys are columns. */
  | { kind: "pairs" }
  /** Common Event Format: a header between bars, then pairs. */
  | { kind: "cef" };

/** A kind of log that is known by name. */
export interface LogPreset {
  name: string;
  title: string;
  layout: LogLayout;
  /** What the beginning of a line must look like for the preset to be guessed; not asked when reading. */
  detect?: RegExp;
  /** Whether lines that do not fit go on with the message of the row before, where options do not say. */
  joinLines?: boolean;
  /** What must be said of every file of this kind. */
  notes?: readonly string[];
}

/** How a log is read, as a notebook keeps it. */
export interface LogOptions {
  /** The name of a preset. */
  preset?: string;
  /** Or a regular expression with named groups. */
  pattern?: string;
  /** Types by column, as text: text, integer, double, boolean, date, auto, time, or a time's format. */
  types?: Readonly<Record<string, string>>;
  /** Values that stand for NULL, instead of the preset's. */
  nulls?: readonly string[];
  /** The year of the first line, for times that name none. */
  year?: number;
  /** Whether lines that do not fit go on with the last text of the row before, as traces of errors do. */
  joinLines?: boolean;
  /** Longer lines are rejected. */
  maxLineBytes?: number;
}

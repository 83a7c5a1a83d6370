import type { Column } from "./protocol.ts";

/** How somebody says that a source is read: what stands as `format` and `options` in its entry of a notebook. */
export interface ReadingOptions {
  format?: string;
  options?: Readonly<Record<string, unknown>>;
}

/** A column of a preview; `note` is what a person should know of how its values are read. */
export interface PreviewColumn extends Column {
  note: string | null;
}

/** A row of a preview; one that would be rejected has its reason. `line` counts from 1, null where it is not known. */
export interface PreviewRow {
  line: number | null;
  cells: (string | null)[];
  problem: string | null;
}

/** One of several things in a file that may be read: `value` is what its option says. */
export interface PreviewChoice {
  value: string | number;
  label: string;
  /** Its size in words; "" where it is not known. */
  detail: string;
}

/** The character set of a text: the one in use, the likeliest with their confidence (0 to 1), and all that can be read. */
export interface PreviewCharset {
  label: string;
  confidence: number;
  candidates: { label: string; confidence: number }[];
  all: readonly string[];
  /** Places of the first part that do not decode. */
  badPlaces: number;
}

/** What is known of a log: `share` of the lines looked at that fit (0 to 1). */
export interface PreviewLog {
  presets: readonly { name: string; title: string }[];
  /** The preset in use; null with an own pattern, or where none was recognised. */
  preset: string | null;
  share: number | null;
  firstMisfit: string | null;
  warnings: string[];
}

/** What is in an archive, and which of it is read. Sizes are bytes. */
export interface PreviewMembers {
  all: { name: string; bytes: number; isRead: boolean; problem: string | null }[];
  /** The member that the rows are of. */
  shown: string | null;
}

/** What a file becomes under some options, as far as its first part tells. */
export interface SourcePreview {
  /** What it is read as, and what it is taken for where nobody says. */
  format: string;
  foundFormat: string;
  /** Why nothing can be shown, in words for its reader; the rest then says what is known all the same. */
  problem: string | null;
  charset: PreviewCharset | null;
  /** The options in effect, told ones and found ones, under the names that the reader knows. */
  effective: Readonly<Record<string, unknown>>;
  columns: PreviewColumn[];
  rows: PreviewRow[];
  /** Whether `rows` are all that there are. */
  isWhole: boolean;
  /** The sheets or tables to choose from, and the option that says which; null where there is nothing to choose. */
  choices: { option: "sheet" | "table"; items: PreviewChoice[] } | null;
  log: PreviewLog | null;
  members: PreviewMembers | null;
  notes: string[];
}

/** Rows that a preview shows at most. */
export const previewRows = 50;

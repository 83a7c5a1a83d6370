/** A row that could not be loaded, with all that is wrong with it. */
export interface RejectedRow {
  /** What names it among the fixes of its source; null where nothing does, so that it cannot be mended. */
  key: string | null;
  file: string;
  /** Counts from 1; null where it is not known. */
  line: number | null;
  /** The row as the file has it. */
  raw: string;
  problems: { column: string | null; reason: string }[];
}

/** The rejected rows of a source, at most as many as were asked for. */
export interface RejectedRows {
  rows: RejectedRow[];
  /** How many there are. */
  total: number;
  /** Why none of them can be mended, in one sentence; null where they can. */
  unfixable: string | null;
}

/** A corrected text for the row of that key. */
export interface RowFix {
  key: string;
  text: string;
}

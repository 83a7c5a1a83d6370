/** How a person says that a delimited file is to be read; what is not said is found out. */
export interface CsvOptions {
  /** "" for none: each line is one value. */
  delimiter?: string;
  /** "" for none. */
  quote?: string;
  /** Beside doubled quotes, which always escape; "" for none. */
  escape?: string;
  /** What begins a line that is no record; "" for none. */
  comment?: string;
  /** Rows of the header; 0 for none. */
  headerRows?: number;
  /** Lines before the header. */
  skipLines?: number;
  /** Names of the columns, from the first on. */
  names?: string[];
  /** Words for no value. */
  nulls?: string[];
  decimal?: "." | ",";
  /** The sign between groups of three digits; "" for none. */
  thousands?: string;
  /** In DuckDB's letters, e.g. `%d/%m/%Y`; the first that fits all values of a column is taken. */
  dateFormats?: string[];
  /** DuckDB types by column name. */
  types?: Record<string, string>;
  /** Every column stays text. */
  allText?: boolean;
  /** Which of several tables in the file, from 1. */
  table?: number;
  /** A label as TextDecoder knows it. */
  encoding?: string;
}

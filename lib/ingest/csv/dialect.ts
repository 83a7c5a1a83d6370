/** How a CSV file is written; a mark that the file has not is "", each is one character, a delimiter may be several. */
export interface CsvDialect {
  delimiter: string;
  quote: string;
  escape: string;
  comment: string;
  /** Physical lines before the header, counted without regard to quotes. */
  skipLines: number;
  hasHeader: boolean;
  columns: number;
}

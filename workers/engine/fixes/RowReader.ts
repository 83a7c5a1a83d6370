/** Reads corrected rows as the rows of a loaded file were read. */
export interface RowReader {
  /**
   * Puts the rows that texts give into a new table with the columns of the file's, and tells by index why other texts
   * give none. `table` is null where none does; else the caller drops it.
   */
  read(texts: readonly string[]): Promise<RowsRead>;
}

export interface RowsRead {
  table: string | null;
  problems: ReadonlyMap<number, string>;
}

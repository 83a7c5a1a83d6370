/**
 * Rows of one row group in DuckDB's tables. An insert of at least so many is moved into the table as it is; the rows of
 * a smaller one are stored on their own first and then once more in the table.
 */
export const rowGroupRows = 122_880;

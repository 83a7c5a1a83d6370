/**
 * Past how many rows a figure is estimated instead of counted; whatever is estimated says so. Chosen so that one query
 * takes DuckDB-WASM some tenths of a second, since a cell's run waits for the one that is under way.
 */
export const profileSizes = {
  /** Frequent texts are counted among all rows up to here, then in a sample. */
  countedTexts: 250_000,
  textSample: 100_000,
  /** Distinct values, quartiles and gaps are exact up to here. */
  exact: 1_000_000,
  /** Values (rows × columns) that one query looks at. */
  valuesPerQuery: 3_000_000,
  columnsPerQuery: 16,
  /** Bins of a histogram, about. */
  bins: 20,
  topValues: 6,
} as const;

/** What the scripts of a file with data are told of it, as JSON in the file itself. */
export interface ReportManifest {
  readonly tables: readonly ReportTable[];
  readonly charts: readonly ReportChart[];
}

/** A relation in the file; its Parquet stands in base64 in the element `table-N`. */
export interface ReportTable {
  readonly name: string;
  /** DuckDB's types of its columns, in order. */
  readonly types: readonly string[];
  /** Rows of the relation, of which the file holds the first or all. */
  readonly rowsInAll: number;
}

export interface ReportChart {
  /** Vega-Lite without data, and its rows as columns of plain values. */
  readonly spec: unknown;
  readonly columns: readonly { readonly name: string; readonly values: readonly unknown[] }[];
  readonly summary: string;
}

/** Ids of elements of the file. */
export const manifestId = "report-manifest";
export const tableId = (index: number): string => `report-table-${index}`;

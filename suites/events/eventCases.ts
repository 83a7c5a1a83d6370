/** Files that together hold a counted number of records. */
export interface EventCase {
  name: string;
  /** Paths below the folder of events. */
  files: string[];
  rows: number;
}

type Figures = Record<string, unknown>;

/** Where the figures of a folder say how many records its files hold, by the key and what the files are called. */
const folders: Record<string, { figure: string; files: RegExp }[]> = {
  "retail-by-day/by-day": [{ figure: "rows", files: /./ }],
  "ecommerce-orders": [{ figure: "orders", files: /\.json/ }],
  "zeek/dns": [
    { figure: "tsv_rows", files: /\.log/ },
    { figure: "json_rows", files: /\.json/ },
  ],
  "zeek/rdp": [
    { figure: "tsv_rows", files: /\.log/ },
    { figure: "json_rows", files: /\.json/ },
  ],
  cloudtrail: [{ figure: "records", files: /\.json/ }],
  "clickstream-snowplow-web": [{ figure: "source_rows", files: /source\/snowplow_web_events\./ }],
  "cran-downloads": [{ figure: "rows", files: /\.csv/ }],
  "clickbench-mini": [{ figure: "lines", files: /\.tsv/ }],
  "amazon-cellphones": [{ figure: "lines", files: /\.ndjson/ }],
  "trip-facts-partitioned": [
    { figure: "fact_rows", files: /partitioned\/p\d/ },
    { figure: "user_rows", files: /users\/p\d/ },
  ],
};

/** What `expected.json` of the events says of the files that are there. */
export function eventCases(expected: Record<string, Figures>, paths: readonly string[]): EventCase[] {
  return Object.entries(expected).flatMap(([key, figures]) => {
    if (paths.includes(key)) {
      const rows = rowsOfFile(figures);
      return rows === null ? [] : [{ name: key, files: [key], rows }];
    }
    const below = paths.filter((path) => path.startsWith(key) && !/SOURCE\.md$/.test(path));
    const cases = (folders[key] ?? []).flatMap(({ figure, files }) => {
      const rows = figures[figure];
      const wanted = below.filter((path) => files.test(path));
      return typeof rows === "number" ? [{ name: `${key} (${figure})`, files: wanted, rows }] : [];
    });
    return [...cases, ...goldTables(key, figures, below)];
  });
}

function rowsOfFile({ rows, rows_including_header, lines }: Figures): number | null {
  if (typeof rows === "number") return rows;
  if (typeof rows_including_header === "number") return rows_including_header - 1;
  return typeof lines === "number" ? lines : null;
}

function goldTables(key: string, figures: Figures, below: readonly string[]): EventCase[] {
  return Object.entries(figures).flatMap(([figure, rows]) => {
    const name = /^expected_rows:(.*)$/.exec(figure)?.[1];
    const files = below.filter((path) => name !== undefined && path.endsWith(`/${name}`));
    return files.length > 0 && typeof rows === "number" ? [{ name: `${key}/${name}`, files, rows }] : [];
  });
}

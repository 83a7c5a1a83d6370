import type { CsvOptions } from "../ingest/csv/options/CsvOptions.ts";
import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import type { PipelineSource } from "./pipeline.ts";

/** How DuckDB itself reads a source's file, and what becomes of its columns. */
export interface SourceSql {
  /** A table function's call, as it stands after FROM. */
  reader: string;
  /** The SELECT list that gives the columns their types in the notebook. */
  list: string;
  /** What DuckDB needs for it or reads otherwise, one sentence each. */
  notes: readonly string[];
}

const family = (path: string) => {
  const name = path.replace(/\.(gz|zst)$/i, "").replace(/[?#].*$/, "");
  if (/\.(parquet|parq|pq)$/i.test(name)) return "parquet";
  if (/\.(json|ndjson|jsonl|geojson)$/i.test(name)) return "json";
  if (/\.xlsx$/i.test(name)) return "excel";
  if (/\.(csv|tsv|tab|psv|txt)$/i.test(name)) return "delimited";
  return null;
};

/** The formats of sources that DuckDB reads by itself, by what a notebook calls them. */
const ofFormat: Readonly<Record<string, ReturnType<typeof family>>> = {
  csv: "delimited",
  tsv: "delimited",
  delimited: "delimited",
  json: "json",
  ndjson: "json",
  parquet: "parquet",
  excel: "excel",
  xlsx: "excel",
};

/**
 * The SQL that reads a source where no Eider is; in words why there is none. Paths stay relative: what reads them runs in
 * the folder with the files.
 */
export function sourceSql({ entry, columns }: PipelineSource): SourceSql | { why: string } {
  const path = entry.location.replace(/^(file|sample):/, "");
  const format = entry.format === undefined ? family(path) : (ofFormat[entry.format] ?? null);
  const types = Object.entries(columns ?? {});
  const notes = /^(https?|s3):/.test(path) ? ["It is fetched by the httpfs extension."] : [];
  if (path.startsWith("s3:")) notes.push("Its bucket needs a secret: CREATE SECRET (TYPE s3, …).");
  switch (format) {
    case "parquet":
      return { reader: `read_parquet(${quoteLiteral(path)})`, list: castList(types), notes };
    case "json":
      return { reader: call("read_json", path, jsonOptions(types)), list: castList(types), notes };
    case "delimited": {
      const options = entry.options as CsvOptions | undefined;
      const problem = unreadable(options);
      if (problem) return { why: `DuckDB's CSV reader knows no ${problem}.` };
      const said = csvOptions(options ?? {}, /\.(tsv|tab)(\.|$)/i.test(path), types);
      return { reader: call("read_csv", path, said), list: castList(types), notes };
    }
    case "excel":
      return {
        reader: `read_xlsx(${quoteLiteral(path)})`,
        list: castList(types),
        notes: [...notes, "It is read by the excel extension."],
      };
    default:
      return { why: `${path} is of a kind that DuckDB does not read by itself.` };
  }
}

function call(name: string, path: string, options: readonly string[]): string {
  return `${name}(${[quoteLiteral(path), ...options].join(", ")})`;
}

const isInstant = (type: string) => /^TIMESTAMP(_S|_MS|_NS)?$/i.test(type);

/** Instants are read through TIMESTAMPTZ, as the notebook does: text with an offset is otherwise taken for UTC. */
function castList(types: readonly (readonly [string, string])[]): string {
  if (types.length === 0) return "*";
  const items = types.map(([name, type]) => {
    const column = quoteIdentifier(name);
    if (!isInstant(type)) return `CAST(${column} AS ${type}) AS ${column}`;
    const utc = `CAST(${column} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'`;
    return `${/^TIMESTAMP$/i.test(type) ? utc : `CAST(${utc} AS ${type})`} AS ${column}`;
  });
  return `\n  ${items.join(",\n  ")}`;
}

/** Named and typed for the reader, so that 007 stays 007; what it would misread is text to it. */
function typesOption(
  option: string,
  types: readonly (readonly [string, string])[],
  textOf: (type: string) => boolean,
): string[] {
  if (types.length === 0) return [];
  const entries = types.map(
    ([name, type]) => `${quoteLiteral(name)}: ${quoteLiteral(textOf(type) ? "VARCHAR" : type)}`,
  );
  return [`${option} = {${entries.join(", ")}}`];
}

const jsonOptions = (types: readonly (readonly [string, string])[]) =>
  typesOption("columns", types, isInstant);

function csvOptions(
  options: CsvOptions,
  isTabbed: boolean,
  types: readonly (readonly [string, string])[],
): string[] {
  const said: string[] = [];
  const say = (name: string, value: string | undefined) => {
    if (value !== undefined) said.push(`${name} = ${value}`);
  };
  const text = (value: string | undefined) => (value === undefined ? undefined : quoteLiteral(value));
  say("delim", text(options.delimiter ?? (isTabbed ? "\t" : undefined)));
  say("quote", text(options.quote));
  say("escape", text(options.escape));
  say("comment", text(options.comment || undefined));
  say("skip", options.skipLines ? String(options.skipLines) : undefined);
  say("header", options.headerRows === undefined ? undefined : String(options.headerRows > 0));
  say("decimal_separator", text(options.decimal));
  say("thousands", text(options.thousands || undefined));
  say("nullstr", options.nulls?.length ? `[${options.nulls.map(quoteLiteral).join(", ")}]` : undefined);
  const [first] = options.dateFormats ?? [];
  if (first !== undefined)
    say(/%[HIMSp]/.test(first) ? "timestampformat" : "dateformat", quoteLiteral(first));
  if (options.names?.length) say("names", `[${options.names.map(quoteLiteral).join(", ")}]`);
  // Found out by the reader, which knows more ways to write a time than a cast does.
  const typed = types.filter(([, type]) => !isInstant(type));
  return [...said, ...typesOption("types", typed, () => false)];
}

function unreadable(options: CsvOptions | undefined): string | null {
  if (!options) return null;
  if ((options.headerRows ?? 1) > 1) return "header of several rows";
  if ((options.table ?? 1) > 1) return "second table in a file";
  if (options.encoding && !/^(utf-?8|utf-?16|latin-?1|iso-8859-1)$/i.test(options.encoding))
    return `character set ${options.encoding} without an extension`;
  return null;
}

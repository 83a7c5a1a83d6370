import { IngestError } from "../ingest/types.ts";
import type { PartitionValues } from "./cutMessages.ts";
import type { OutFormat, WriteOutPlan } from "./plan.ts";

/** How Hive calls the folder of rows that have no value. */
export const nullFolder = "__HIVE_DEFAULT_PARTITION__";
const mostNameBytes = 255;

/** Formats whose files hold several relations: sheets of a workbook, tables of a script or a database. */
const holdsSeveral = new Set<OutFormat>(["xlsx", "sql", "duckdb"]);

export type Layout = "one" | "split" | "partitioned";

/** Whether all relations of a plan go into one file. */
export function isOneForAll({ relations, format, partitionBy, maxRows, maxBytes }: WriteOutPlan): boolean {
  const isCut = partitionBy.length > 0 || maxRows !== null || maxBytes !== null;
  return format === "duckdb" || (relations.length > 1 && holdsSeveral.has(format) && !isCut);
}

/** Whether a plan comes to one file, whatever its rows are. */
export function isOneFile(plan: WriteOutPlan): boolean {
  const { relations, partitionBy, maxRows, maxBytes } = plan;
  if (isOneForAll(plan)) return true;
  return relations.length === 1 && partitionBy.length === 0 && maxRows === null && maxBytes === null;
}

/**
 * The path of a relation's file below the target: `orders.csv`, of several `orders-00001.csv`, in folders
 * `day=2024-01-01/part-00001.csv`. `number` counts from 1, in each folder anew.
 */
export function filePath(
  plan: WriteOutPlan,
  relation: string,
  partition: PartitionValues | null,
  number: number,
): string {
  const { relations, partitionBy, format, maxRows, maxBytes } = plan;
  const isAlone = relations.length === 1 || isOneForAll(plan);
  const stem = fileStem(isAlone ? plan.name : relation);
  const count = String(number).padStart(5, "0");
  if (partitionBy.length > 0) {
    const folders = partitionBy.map((key, at) => hiveFolder(key, partition?.[at] ?? null));
    return [...(isAlone ? [] : [stem]), ...folders, `part-${count}.${format}`].join("/");
  }
  return maxRows === null && maxBytes === null ? `${stem}.${format}` : `${stem}-${count}.${format}`;
}

/** A name as a file's on every system: no signs that Windows refuses, no dot or space at either end. */
export function fileStem(name: string): string {
  const stem = name
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, "_")
    .replace(/^[. ]+|[. ]+$/g, "_")
    .slice(0, 200);
  return stem === "" ? "export" : stem;
}

/**
 * `key=value` as Hive, Spark and DuckDB read it. Signs of ASCII are percent-encoded; others stand as they are, since
 * Hive decodes byte by byte and would make two letters of one. Throws where no folder can have the name.
 */
export function hiveFolder(key: string, value: string | null): string {
  // A text that means NULL to Hive or to DuckDB would be read as NULL, so its first sign is written as its number.
  const text =
    value === null
      ? nullFolder
      : value === nullFolder || /^null$/i.test(value)
        ? percent(value) + value.slice(1)
        : encoded(value);
  // Readers take the key as it stands: only what no folder's name may have is encoded.
  const folder = `${key.replace(/[\p{Cc}<>:"/\\|?*=%]/gu, percent)}=${text}`;
  if (new TextEncoder().encode(folder).byteLength > mostNameBytes)
    throw new IngestError(
      `A folder cannot have the name of this value of ${key}, which is too long: ${value?.slice(0, 60)}…. Choose another column for the folders.`,
    );
  return folder;
}

function encoded(text: string): string {
  return text.replace(/[^A-Za-z0-9_.~\-\u0080-\u{10ffff}]|[. ]$/gu, percent);
}

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

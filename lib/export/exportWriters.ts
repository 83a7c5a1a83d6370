import type { Column, ExportFormat } from "../engine/protocol.ts";
import { writeArrow } from "./writeArrow.ts";
import { writeCsv, writeTsv } from "./writeCsv.ts";
import { writeJson, writeNdjson } from "./writeNdjson.ts";
import { writeParquet } from "./writeParquet.ts";
import { writeSql } from "./writeSql.ts";
import { writeXlsx } from "./writeXlsx.ts";

/** What every writer takes, besides options of its own. */
export interface WriteOptions {
  onRows?: (rowsDone: number) => void;
  [own: string]: unknown;
}

/**
 * Writes a relation in one format: from the messages of one Arrow IPC stream, read under `exportProjection`,
 * to the file's bytes in order, with a batch or two in memory.
 */
export type ExportWriter = (
  stream: AsyncIterable<Uint8Array>,
  columns: readonly Column[],
  options: WriteOptions,
) => AsyncGenerator<Uint8Array>;

/** A writer for every format; a new format is one line here. */
export const exportWriters: Record<ExportFormat, ExportWriter> = {
  csv: writeCsv,
  tsv: writeTsv,
  ndjson: writeNdjson,
  json: writeJson,
  xlsx: writeXlsx,
  sql: writeSql,
  parquet: writeParquet,
  arrow: writeArrow,
};

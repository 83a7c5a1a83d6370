import { startParquetWasm } from "../../lib/ingest/parquet/parquetWasm.ts";
import { parquetWasmPath } from "./parquetWasmPath.ts";
import { readers } from "./readers.ts";

/** Fetches and compiles the reader of Parquet, which takes longer than finding out what a file is. */
export async function prepareParquet(baseUrl: string): Promise<void> {
  await Promise.all([startParquetWasm(new URL(parquetWasmPath, baseUrl).href), readers.parquet?.()]);
}

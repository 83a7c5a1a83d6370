import { isWorthWasm, startParquetWasm } from "../../lib/ingest/parquet/parquetWasm.ts";
import { parquetWasmPath } from "./parquetWasmPath.ts";
import { readers } from "./readers.ts";

/** Fetches and compiles the reader of Parquet, which takes longer than finding out what a file is. */
export async function prepareParquet(baseUrl: string): Promise<void> {
  // Where small files do without it, it waits for the first that does not.
  const started = isWorthWasm(0) && startParquetWasm(new URL(parquetWasmPath, baseUrl).href);
  await Promise.all([started, readers.parquet?.()]);
}

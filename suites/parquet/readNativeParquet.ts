import { openNativeDuckDb } from "../../lib/ingest/testing/nativeDuckDb.ts";
import type { ReadNative } from "./scoreParquet.ts";

/** Reads a Parquet file with native DuckDB, each value by its own text cast. */
export const readNativeParquet: ReadNative = async (path) => {
  const native = await openNativeDuckDb();
  return native.read(`select * from read_parquet('${path.replaceAll("'", "''")}')`);
};

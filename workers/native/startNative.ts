import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { quoteLiteral } from "../../lib/sql/quote.ts";
import type { StartedDuckDB } from "../engine/startedDuckDB.ts";
import { NativeHost } from "./nativeHost.ts";

export interface NativeOptions {
  /** A folder of its own, for links to the files that it may read. */
  folder: string;
  /** More folders that its statements may write to. */
  writable?: readonly string[];
  /** As DuckDB writes amounts of memory ("4GB"); its own choice without. */
  memory?: string | null;
  /** Where what does not fit the memory goes meanwhile. */
  spill?: string | null;
  threads?: number | null;
}

/** A native DuckDB in memory, which reads and writes nothing but what lies in its folders. */
export async function startNative(options: NativeOptions): Promise<StartedDuckDB & { host: NativeHost }> {
  const { folder, writable = [], memory = null, spill = null, threads = null } = options;
  const instance = await DuckDBInstance.create(":memory:", {
    ...(memory !== null && { memory_limit: memory }),
    ...(threads !== null && { threads: String(threads) }),
  });
  const host = new NativeHost(instance, folder);
  const src = join(folder, "src/");
  const temporary = spill ?? join(folder, "spill");
  await mkdir(src, { recursive: true });
  return {
    host,
    extensions: [],
    notices: [],
    allowed: [src, ...writable.map((path) => join(path, "/"))],
    setup: [
      `set temp_directory=${quoteLiteral(temporary)}`,
      // In the browser there is no other: DuckDB's own would be this machine's.
      "set TimeZone='UTC'",
      "set allow_community_extensions=false",
      // CREATE PERSISTENT SECRET would write to the home folder, whatever is locked.
      "set allow_persistent_secrets=false",
      `set secret_directory=${quoteLiteral(join(folder, "secrets"))}`,
    ],
  };
}

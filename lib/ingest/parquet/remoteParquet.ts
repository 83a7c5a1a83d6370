import type { Field } from "apache-arrow";
import { parquetSchema } from "hyparquet";
import type { InitInput } from "parquet-wasm/esm";
import type { Column } from "../../engine/protocol.ts";
import { type HeldBytes, HeldRanges } from "../../remote/HeldRanges.ts";
import type { RemoteFile } from "../../remote/RemoteFile.ts";
import { duckTypeOf } from "../arrow/duckTypeOf.ts";
import { rewritesOf } from "./duckArrow.ts";
import { hyparquetSchema } from "./hyparquetBatches.ts";
import type { ParquetFooter } from "./parquetFooter.ts";
import { type ParquetLeaf, parquetLeaves } from "./parquetLeaves.ts";
import { openWasmFile, startParquetWasm } from "./parquetWasm.ts";
import { remoteFooter } from "./remoteFooter.ts";

/** A Parquet file that stays at its host, as its footer tells of it. */
export interface RemoteParquet {
  file: RemoteFile;
  footer: ParquetFooter;
  leaves: readonly ParquetLeaf[];
  /** Its columns by DuckDB's types. */
  columns: readonly Column[];
  /** The same, as they stand in the batches of `readColumns`. */
  fields: readonly Field[];
  /** What the file itself calls them. */
  names: readonly string[];
  /** Columns that only the slower reader gets right, by index. */
  slow: ReadonlySet<number>;
  /** The end of the file, from its footer on. */
  end: HeldBytes;
  /** What was fetched to know all this. */
  fetchedBytes: number;
}

/** Reads what a Parquet file elsewhere tells of itself; null where it is none. `wasm` is as in `ParquetOptions`. */
export async function openRemoteParquet(
  file: RemoteFile,
  wasm: InitInput,
  signal: AbortSignal,
): Promise<RemoteParquet | null> {
  const found = await remoteFooter(file, signal);
  if (!found) return null;
  const { footer, end, fetchedBytes } = found;
  const leaves = parquetLeaves(footer.metadata.schema);
  const plain = hyparquetSchema(footer).fields;
  await startParquetWasm(wasm);
  const fast = await fastFields(new HeldRanges(file, [end], signal), leaves);
  const names = parquetSchema(footer.metadata).children.map(({ element }) => element.name);
  const slow = slowColumns(leaves, names, fast);
  const fields = plain.map((field, index) => (slow.has(index) ? field : (fast?.[index] ?? field)));
  const columns = fields.map((field) => ({ name: field.name, type: duckTypeOf(field) }));
  return { file, footer, leaves, columns, fields, names, slow, end, fetchedBytes };
}

/** The fields as parquet-wasm gives them; null where it does not take the file. */
async function fastFields(end: HeldRanges, leaves: readonly ParquetLeaf[]): Promise<Field[] | null> {
  const opened = await openWasmFile(end).catch(() => null);
  const fields = opened && rewritesOf(opened.head.schema, leaves, new Set());
  opened?.parquet.free();
  return fields?.map(({ field }) => field) ?? null;
}

/**
 * Times in INT96 are read by the slower reader, since only all their values tell whether the faster one may; and all
 * columns are where it refuses the file, or where it would take the name of one for others as well.
 */
function slowColumns(
  leaves: readonly ParquetLeaf[],
  names: readonly string[],
  fast: readonly Field[] | null,
): Set<number> {
  const isPlain = new Set(names).size === names.length && names.every((name) => /^[^.]+$/.test(name));
  if (!isPlain || fast?.length !== names.length) return new Set(names.keys());
  return new Set(leaves.filter(({ kind }) => kind === "int96").map(({ column }) => column));
}

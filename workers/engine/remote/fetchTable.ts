import { ColumnReader } from "../../../lib/ingest/parquet/ColumnReader.ts";
import { columnChunks, requestRanges } from "../../../lib/ingest/parquet/columnChunks.ts";
import { damaged } from "../../../lib/ingest/parquet/parquetFooter.ts";
import type { ByteCache } from "../../../lib/remote/ByteCache.ts";
import { type ChunkStep, ChunksAhead } from "../../../lib/remote/ChunksAhead.ts";
import type { StatementWatch } from "../duckHost.ts";
import type { EngineSession } from "../session.ts";
import type { RemoteGroup, RemoteRelation } from "./RemoteRelation.ts";
import { RemoteSink } from "./RemoteSink.ts";

/** Columns and row groups of a relation, both in its order, to be fetched into a table. */
export interface Wanted {
  relation: RemoteRelation;
  columns: readonly number[];
  groups: readonly RemoteGroup[];
  /** After so many rows no more are wanted. */
  mostRows: number;
}

/** Fetches, decodes and inserts; answers the table and how many rows it has. */
export async function fetchTable(
  session: EngineSession,
  { relation, columns, groups: all, mostRows }: Wanted,
  { cache, wasm }: { cache: ByteCache; wasm: string },
  watch: StatementWatch,
): Promise<{ table: string; rows: number }> {
  const signal = watch.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  let rowsBefore = 0;
  const groups = all.filter(({ rows }) => {
    const isWanted = rowsBefore < mostRows;
    rowsBefore += rows;
    return isWanted;
  });
  const steps = groups.map((group) => stepOf(relation, columns, group));
  const ahead = new ChunksAhead(steps, cache, requestRanges, {
    signal,
    onBytes: (done, total) => watch.onFetch?.(done, total),
  });
  const sink = await RemoteSink.make(session, relation, columns);
  let rows = 0;
  let reader = null as { part: number; of: ColumnReader } | null;
  try {
    for (const [step, group] of groups.entries()) {
      signal.throwIfAborted();
      const parquet = relation.parts[group.part];
      const own = ownColumns(relation, columns, group.part);
      if (!parquet || own.length === 0) {
        await sink.appendConstants(group.part, group.rows);
        rows += group.rows;
        continue;
      }
      if (reader?.part !== group.part) {
        await reader?.of.close();
        reader = { part: group.part, of: new ColumnReader(parquet, wasm, signal) };
      }
      const held = await ahead.take(step);
      let given = 0;
      for await (const batch of reader.of.read(group.group, own, held)) {
        signal.throwIfAborted();
        await sink.append(group.part, batch);
        given += batch.rows;
        if (rows + given >= mostRows) break;
      }
      rows += given;
      if (given !== group.rows && rows < mostRows)
        throw damaged(`its footer promises ${group.rows} rows in a row group and ${given} were found`);
    }
    await sink.finish();
    return { table: sink.table, rows };
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  } finally {
    await reader?.of.close();
    ahead.close();
  }
}

function ownColumns(relation: RemoteRelation, columns: readonly number[], part: number): number[] {
  const own = columns.flatMap((column) => relation.ownColumn(part, column) ?? []);
  return own.sort((one, other) => one - other);
}

function stepOf(
  relation: RemoteRelation,
  columns: readonly number[],
  { part, group }: RemoteGroup,
): ChunkStep {
  const parquet = relation.parts[part];
  if (!parquet) throw new Error("a row group is of a file");
  const names = new Set(ownColumns(relation, columns, part).map((column) => parquet.names[column] ?? ""));
  return { file: parquet.file, chunks: columnChunks(parquet.footer, group, names) ?? [] };
}

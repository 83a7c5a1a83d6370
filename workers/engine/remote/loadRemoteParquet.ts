import type { Receipt, SourceEvent, SourceRequest } from "../../../lib/engine/protocol.ts";
import { driftNotes } from "../../../lib/ingest/many/driftNotes.ts";
import { unionSql } from "../../../lib/ingest/many/unionSql.ts";
import { openRemoteParquet, type RemoteParquet } from "../../../lib/ingest/parquet/remoteParquet.ts";
import { typeNotes } from "../../../lib/ingest/parquet/typeNotes.ts";
import { IngestError } from "../../../lib/ingest/types.ts";
import type { RemoteFile } from "../../../lib/remote/RemoteFile.ts";
import { parquetWasmPath } from "../parquetWasmPath.ts";
import type { EngineSession } from "../session.ts";
import { textOption } from "../sourceOptions.ts";
import { RemoteReads } from "./RemoteReads.ts";
import { RemoteRelation } from "./RemoteRelation.ts";

/** A file of a request that is elsewhere. */
export interface RemoteInput {
  path: string;
  file: RemoteFile;
}

export interface RemoteLoad {
  session: EngineSession;
  baseUrl: string;
  request: SourceRequest;
  startedAt: number;
  signal: AbortSignal;
  onEvent(event: SourceEvent): void;
}

/** Footers that are read at a time. */
const footersUnderWay = 8;

interface Opened {
  path: string;
  parquet: RemoteParquet | null;
  problem: string | null;
}

/**
 * Makes a relation of Parquet files elsewhere by their footers alone. Answers its receipt and how to forget it, or null
 * where one of the files is no Parquet file.
 */
export async function loadRemoteParquet(
  load: RemoteLoad,
  inputs: readonly RemoteInput[],
): Promise<{ receipt: Receipt; forget(): Promise<void> } | null> {
  const { session, baseUrl, request, startedAt } = load;
  const opened = await openAll(load, inputs);
  if (!opened) return null;
  const good = opened.flatMap(({ path, parquet }) => (parquet ? [{ path, parquet }] : []));
  const failures = opened.flatMap(({ path, problem }) =>
    problem === null ? [] : [`${path} is not loaded: ${problem}`],
  );
  if (good.length === 0) {
    const [only] = opened;
    throw new IngestError(
      opened.length === 1
        ? (only?.problem ?? "There are no files to make a relation of.")
        : `None of the ${opened.length} files can be loaded. ${failures.slice(0, 3).join(" ")}`,
    );
  }
  const isMany = request.parts !== undefined;
  const union = unionSql(
    good.map(({ path, parquet }) => ({ path, columns: parquet.columns, from: "" })),
    { filename: isMany ? (textOption(request, "filename") ?? null) : null, hive: isMany },
  );
  const parquets = good.map(({ parquet }) => parquet);
  const relation = new RemoteRelation(request.id, request.relation, parquets, union);
  const reads = session.remote instanceof RemoteReads ? session.remote : new RemoteReads(session, baseUrl);
  session.remote = reads;
  await reads.add(relation);
  const rows = relation.rowCount;
  // DuckDB's own word for the types, as for all relations.
  const columns = await session.describe(`(${relation.query})`);
  await session.setName(
    request.relation,
    session.keep({ columns, rowCount: rows, source: { query: relation.query } }),
    "source",
  );
  const receipt: Receipt = {
    file: isMany ? `${good.length} files` : request.file.name,
    source: request.relation,
    relation: request.relation,
    format: isMany ? `parquet, ${good.length} files` : "parquet",
    encoding: null,
    rows,
    exact: true,
    loaded: rows,
    rejected: 0,
    skipped: [],
    bytes: inputs.reduce((sum, { file }) => sum + file.size, 0),
    elapsedMs: performance.now() - startedAt,
    notes: [
      ...failures,
      fetchedNote(parquets),
      ...driftNotes(union.drift, good.length),
      ...union.notes,
      ...typeNotes(parquets),
    ],
    error: null,
  };
  load.onEvent({ type: "ready", relation: request.relation, columns, receipt });
  return { receipt, forget: () => reads.drop(relation.id) };
}

/** Reads all footers; null as soon as a file turns out not to be Parquet. */
async function openAll(load: RemoteLoad, inputs: readonly RemoteInput[]): Promise<Opened[] | null> {
  const wasm = new URL(parquetWasmPath, load.baseUrl).href;
  const opened: Opened[] = Array.from({ length: inputs.length });
  let next = 0;
  let done = 0;
  let isOther = false;
  let isOver = false;
  const work = async () => {
    while (next < inputs.length && !isOther && !isOver) {
      const index = next++;
      const input = inputs[index];
      if (!input) return;
      load.signal.throwIfAborted();
      const { path, file } = input;
      try {
        const parquet = await openRemoteParquet(file, wasm, load.signal);
        if (parquet === null) isOther = true;
        opened[index] = { path, parquet, problem: null };
      } catch (thrown) {
        // A file that cannot be had is not one that is damaged: nothing is loaded without it.
        isOver ||= !(thrown instanceof IngestError);
        if (!(thrown instanceof IngestError)) throw thrown;
        opened[index] = { path, parquet: null, problem: thrown.message };
      }
      done++;
      tellProgress(load, done, inputs.length);
    }
  };
  await Promise.all(Array.from({ length: footersUnderWay }, work));
  return isOther ? null : opened;
}

function tellProgress({ request, onEvent }: RemoteLoad, done: number, all: number): void {
  const { relation } = request;
  onEvent({ type: "progress", relation, bytesDone: done, bytesTotal: all, rowsDone: 0 });
}

function fetchedNote(parquets: readonly RemoteParquet[]): string {
  const bytes = parquets.reduce((sum, { fetchedBytes }) => sum + fetchedBytes, 0);
  const size = parquets.reduce((sum, { file }) => sum + file.size, 0);
  const whose = parquets.length === 1 ? "its footer" : "their footers";
  return `read from its host as queries need it: ${kilobytes(bytes)} of ${kilobytes(size)} were fetched, for ${whose}`;
}

function kilobytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

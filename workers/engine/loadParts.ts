import type { Column, Receipt, SourceEvent, SourceRequest } from "../../lib/engine/protocol.ts";
import type { FileHead } from "../../lib/ingest/detectFile.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { emptyColumns } from "./emptyColumns.ts";
import { FileHeads } from "./fileHeads.ts";
import type { KeptRows } from "./keptResults.ts";
import type { LoadFile } from "./loadContext.ts";
import { type PartPool, pooledQuery } from "./partPool.ts";
import type { EngineSession } from "./session.ts";
import type { InputPart } from "./sourceInput.ts";
import { isFatal, tagError } from "./tagError.ts";

/** A file of a relation of many, loaded under a hidden name until it is united with the others. */
export interface LoadedPart {
  path: string;
  hidden: string;
  input: InputPart;
  rows: KeptRows;
  receipt: Receipt;
  /** Whether its rows lie in a table, its own or a shared one; otherwise each query reads the file. */
  isTable: boolean;
}

/** What loading the files one by one needs. */
export interface PartsRun {
  session: EngineSession;
  request: SourceRequest;
  load: LoadFile;
  onEvent: (event: SourceEvent) => void;
  /** All files' bytes together. */
  bytes: number;
  pool: PartPool;
  /** Fires when the load is to be stopped. */
  signal: AbortSignal;
}

/** Loads files one after another; one that cannot be read does not keep the others from loading, and is told of. */
export async function loadParts(
  run: PartsRun,
  inputs: readonly InputPart[],
): Promise<{ parts: LoadedPart[]; failures: string[] }> {
  const parts: LoadedPart[] = [];
  const failures: string[] = [];
  const total = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  // What is text in one file is read as text in those after it, instead of twice.
  const texts = new Map<string, string>();
  const heads = new FileHeads(inputs);
  let before = 0;
  let rowsBefore = 0;
  for (const [index, input] of inputs.entries()) {
    const progress = (bytesDone: number, rowsDone: number) =>
      run.onEvent({
        type: "progress",
        relation: run.request.relation,
        bytesDone: Math.min(total, before + bytesDone),
        bytesTotal: total,
        rowsDone: rowsBefore + rowsDone,
      });
    // Between files too: some loads are through before they hear of it, and what stopped one ends all.
    run.signal.throwIfAborted();
    try {
      const head = await heads.take(index);
      const part = await loadPart(run, input, index, { progress, readAs: texts, head });
      parts.push(part);
      await learnTexts(run.session, part, texts);
      rowsBefore += part.receipt.loaded;
    } catch (thrown) {
      if (isFatal(thrown) || run.session.host.isDead || run.signal.aborted) throw thrown;
      const { code, message } = tagError(thrown);
      // Without memory the next file would fail as well, after a long wait.
      if (code === "out-of-memory") throw thrown;
      failures.push(`${input.path} is not loaded: ${message}`);
    }
    before += input.bytes;
    progress(0, 0);
  }
  if (parts.length === 0) {
    throw new IngestError(
      `None of the ${inputs.length} files can be loaded. ${failures.slice(0, 3).join(" ")}`,
    );
  }
  await run.pool.flush();
  return { parts, failures };
}

/** True for text without types of its own, which can be read again with others. */
export function isDelimited({ receipt }: Pick<LoadedPart, "receipt">): boolean {
  return /^(csv|tsv)\b/.test(receipt.format);
}

/** Loads one file again, with types that the others ask of it. */
export async function reloadPart(
  run: PartsRun,
  part: LoadedPart,
  index: number,
  readAs: ReadonlyMap<string, string>,
): Promise<LoadedPart> {
  await dropPart(run.session, part);
  return loadPart(run, part.input, `${index}-again`, { progress: () => undefined, readAs, head: undefined });
}

/** Adds the columns that are text in this file and not empty in it. */
async function learnTexts(
  session: EngineSession,
  part: LoadedPart,
  texts: Map<string, string>,
): Promise<void> {
  // Only text is read again.
  if (!isDelimited(part)) return;
  const { columns } = part.rows;
  const unknown = columns.filter(({ name, type }) => type === "VARCHAR" && !texts.has(name.toLowerCase()));
  const empty = await emptyColumns(session, part.rows, unknown);
  for (const column of unknown) if (!empty.has(column)) texts.set(column.name.toLowerCase(), column.type);
}

interface PartLoad {
  progress(bytesDone: number, rowsDone: number): void;
  readAs: ReadonlyMap<string, string>;
  head: FileHead | undefined;
}

async function loadPart(
  run: PartsRun,
  input: InputPart,
  place: number | string,
  { progress, readAs, head }: PartLoad,
): Promise<LoadedPart> {
  const hidden = hiddenName(run.request, Number.parseInt(String(place), 10));
  const { parts: _, ...asked } = run.request;
  const request = { ...asked, file: await input.open(), relation: hidden };
  let columns: Column[] = [];
  const receipt = await run.load(
    request,
    (event) => {
      if (event.type === "ready") columns = event.columns;
      if (event.type === "progress") progress(event.bytesDone, event.rowsDone);
    },
    // A path of its own each time: DuckDB remembers what it read under one.
    {
      place: `${place}/`,
      path: input.path,
      groupBytes: run.bytes,
      readAs,
      pool: run.pool,
      ...(head && { head }),
    },
  );
  const pooled = run.pool.rowsOf(hidden);
  const rows = pooled
    ? { columns, rowCount: pooled.to - pooled.from, source: { query: pooledQuery(pooled) } }
    : run.session.rowsOf(hidden);
  if (!rows) throw new IngestError(`${input.path} gave no relation.`);
  const isTable = pooled !== undefined || "table" in rows.source;
  return { path: input.path, hidden, input, rows, receipt, isTable };
}

/** Forgets a part with its rows and rejects. */
export async function dropPart(session: EngineSession, { hidden }: { hidden: string }): Promise<void> {
  await session.dropName(`${hidden}__rejects`);
  await session.dropName(hidden);
}

/** Names of parts that may still be there after a failure. */
export function hiddenName({ id }: SourceRequest, index: number): string {
  return `__eider_part_${id}_${index}`;
}

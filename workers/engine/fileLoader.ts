import type { Receipt, SourceEvent } from "../../lib/engine/protocol.ts";
import { readerOptions } from "../../lib/ingest/generalOptions.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import type { RowReaders } from "./fixes/Mending.ts";
import type { LoadContext, LoadFile } from "./loadContext.ts";
import { batchesModule, delimitedModule, fileModules, mendingModule } from "./loaderModules.ts";
import { narrow, rowChoice } from "./rowChoice.ts";
import type { EngineSession } from "./session.ts";
import { textOption } from "./sourceOptions.ts";

/** What the loads of one source have in common. */
export interface FileLoads {
  session: EngineSession;
  baseUrl: string;
  startedAt: number;
  signal: AbortSignal;
}

/** What loads leave behind that goes with the source. */
export interface LoadedThings {
  paths: string[];
  /** The database that the relation is a table of. */
  database: string | null;
  readers: RowReaders;
}

/** What loads the files of one source one by one; what it makes known to DuckDB is noted in `attached`. */
export function fileLoader(
  { session, baseUrl, startedAt, signal }: FileLoads,
  attached: LoadedThings,
): LoadFile {
  return async (request, emit, { place, path: partPath, head, ...more }) => {
    const choice = rowChoice(request);
    const options = readerOptions(request.options ?? {});
    const { Mending } = await mendingModule();
    const mending = new Mending(session, attached.readers, request.options ?? {}, partPath ?? null, emit);
    const onEvent = (event: SourceEvent) => mending.onEvent(event);
    const [{ openedFile }, { detectHead }, { textFile }] = await fileModules();
    const { file: unpacked, codec, head: first } = await openedFile(request.file, head);
    const told = { format: request.format, encoding: textOption(request, "encoding") };
    const found = detectHead(first, told);
    if (found.problem !== null) throw new IngestError(found.problem);
    const text = await textFile(unpacked, found, signal, (bytesDone) =>
      onEvent({
        type: "progress",
        relation: request.relation,
        bytesDone,
        bytesTotal: unpacked.size,
        rowsDone: 0,
      }),
    );
    const { file, detected } = text;
    // DuckDB goes by the ending: a gzip file must have it and no other file may.
    const stem = file.name.replace(/\.gz$/i, "").replace(/[^\p{L}\p{N}._-]+/gu, "_");
    const path = `${session.host.folder}src/${request.id}/${place}${stem}${detected.compression === "gzip" ? ".gz" : ""}`;
    const packed = (receipt: Receipt): Receipt => ({
      ...text.told(receipt),
      ...(codec === null ? {} : { format: `${receipt.format} (${codec})` }),
      file: request.file.name,
      bytes: request.file.size,
    });
    const context: LoadContext = {
      session,
      baseUrl,
      request: { ...request, file },
      options,
      choice,
      path,
      startedAt,
      signal,
      onEvent: (event) =>
        onEvent(event.type === "ready" ? { ...event, receipt: packed(event.receipt) } : event),
      named: partPath ?? file.name,
      // Single rows read as the file's own are not cut down to a choice.
      keepReader: (reader) => (choice === null ? mending.keepReader(reader) : undefined),
      ...more,
    };
    // Rows of a shared table cannot be told apart by file once others come behind them.
    if (mending.fixes.size > 0) delete context.pool;
    const mended = (receipt: Receipt) => mending.settle(request.relation, packed(receipt));
    // What our own readers read is not made known to DuckDB.
    const isDuckDbs = ["duckdb", "csv", "tsv"].includes(detected.format);
    if (isDuckDbs) attached.paths.push(path, path.replace(/\.gz$/, ""));
    if (detected.format === "duckdb") {
      const { databaseAlias, loadDuckDb } = await import("./loadDuckDb.ts");
      attached.database = databaseAlias(request.id);
      return mended(await chosenRows(context, await loadDuckDb(context, detected)));
    }
    if (detected.format === "csv" || detected.format === "tsv") {
      const { loadDelimited } = await delimitedModule();
      return mended(await chosenRows(context, await loadDelimited(context, detected)));
    }
    const { loadBatches } = await batchesModule();
    return mended(await loadBatches(context, detected));
  };
}

/** What DuckDB itself read is cut down to a choice of rows and columns afterwards. */
export async function chosenRows(
  { session, choice, signal, onEvent }: Pick<LoadContext, "session" | "choice" | "signal" | "onEvent">,
  receipt: Receipt,
): Promise<Receipt> {
  if (choice === null || receipt.relation === null) return receipt;
  const told = await narrow(session, receipt, choice, signal);
  const columns = session.rowsOf(receipt.relation)?.columns ?? [];
  onEvent({ type: "ready", relation: receipt.relation, columns, receipt: told });
  return told;
}

import { failedReceipt } from "../../lib/engine/failedReceipt.ts";
import type { Receipt, SourceEvent, SourceRequest } from "../../lib/engine/protocol.ts";
import { stoppedReceipt } from "../../lib/engine/stoppedReceipt.ts";
import { readerOptions } from "../../lib/ingest/generalOptions.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { calmProgress } from "./calmProgress.ts";
import type { RowReaders } from "./fixes/Mending.ts";
import type { Menders } from "./fixes/rejectedRows.ts";
import type { LoadContext, LoadFile } from "./loadContext.ts";
import { batchesModule, delimitedModule, fileModules, mendingModule, prepareLoads } from "./loaderModules.ts";
import { narrow, rowChoice } from "./rowChoice.ts";
import type { EngineSession } from "./session.ts";
import type { SharedArchives } from "./sharedArchives.ts";
import type { SourceInput } from "./sourceInput.ts";
import { textOption } from "./sourceOptions.ts";
import { isFatal, tagError } from "./tagError.ts";

const tooLargeHint =
  "The file does not fit the memory that one tab may have. Keep fewer of its columns or rows: the options columns and " +
  "where of the source say which.";

/** What belongs to a source's relation and goes with it. */
interface Attached {
  files: string[];
  paths: string[];
  /** Relations of single files that a relation of many reads, because they were too large for a table. */
  parts: string[];
  /** The database that the relation is a table of. */
  database: string | null;
  readers: RowReaders;
  isMany: boolean;
}

/** The relations made from files: loading, renaming by reload, dropping. */
export class Sources {
  private readonly relations = new Map<string, Attached>();
  /** Addresses of sources that have one, by relation. */
  private readonly addresses = new Map<string, string>();
  /** Loads under way or waiting their turn. */
  private readonly loads = new Map<SourceRequest, AbortController>();

  constructor(
    private readonly session: EngineSession,
    private readonly baseUrl: string,
  ) {}

  /** Loads files one after another, as DuckDB would anyway; each request gives one receipt, failed or not. */
  async add(requests: readonly SourceRequest[], onEvent: (event: SourceEvent) => void): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for (const request of requests) this.loads.set(request, new AbortController());
    prepareLoads(requests, this.baseUrl);
    const { SharedArchives } = await import("./sharedArchives.ts");
    const archives = new SharedArchives(requests);
    const tell = calmProgress(onEvent);
    for (const request of requests) {
      const { signal } = this.loads.get(request) ?? new AbortController();
      const receipt = await this.load(request, archives, signal, tell);
      this.loads.delete(request);
      if (receipt.relation !== null && request.location !== undefined)
        this.addresses.set(receipt.relation, request.location);
      receipts.push(receipt);
      onEvent({ type: "receipt", receipt });
    }
    return receipts;
  }

  get isLoading(): boolean {
    return this.loads.size > 0;
  }

  /** Stops loads into a relation; whoever waits for them gets a receipt that says so. */
  cancel(relation: string): void {
    for (const [request, abort] of this.loads) if (request.relation === relation) abort.abort();
  }

  private async load(
    request: SourceRequest,
    archives: SharedArchives,
    signal: AbortSignal,
    onEvent: (event: SourceEvent) => void,
  ): Promise<Receipt> {
    const startedAt = performance.now();
    const { file, relation, parts } = request;
    const bytes = parts ? parts.reduce((sum, part) => sum + part.file.size, 0) : file.size;
    let input: SourceInput | null = null;
    let attached: Attached | null = null;
    try {
      signal.throwIfAborted();
      await this.drop(relation);
      const { sourceInput } = await import("./sourceInput.ts");
      input = await sourceInput(request, archives);
      attached = {
        files: input.parts.map(({ path }) => baseName(path)),
        paths: [],
        parts: [],
        database: null,
        readers: new Map(),
        isMany: parts !== undefined || input.parts.length > 1,
      };
      if (input.archive !== null) attached.files.push(file.name);
      this.relations.set(relation.toLowerCase(), attached);
      const load = this.loader(attached, startedAt, signal);
      if (attached.isMany) {
        const { loadMany } = await import("./loadMany.ts");
        const many = {
          session: this.session,
          request,
          input,
          bytes,
          startedAt,
          onEvent,
          load,
          signal,
          parts: attached.parts,
        };
        const receipt = await loadMany(many);
        // What is a table by now is read from no file any more.
        if (attached.parts.length === 0) await this.dropFiles(attached);
        return this.tellStrays(
          receipt,
          request,
          input.parts.map(({ path }) => path),
        );
      }
      const receipt = await this.loadOnly(request, input, load, onEvent);
      return this.tellStrays(receipt, request, null);
    } catch (thrown) {
      if (isFatal(thrown)) this.session.host.die(tagError(thrown).message);
      const elapsedMs = performance.now() - startedAt;
      if (signal.aborted && !this.session.host.isDead) {
        // Only what this load made: another one may already be under way under the same name.
        if (attached && this.relations.get(relation.toLowerCase()) === attached) await this.drop(relation);
        return { ...stoppedReceipt(file.name, relation, bytes), elapsedMs };
      }
      const error = tagError(thrown);
      const hint = error.code === "out-of-memory" ? tooLargeHint : error.hint;
      const text = [error.message, hint].filter(Boolean).join(" ");
      return { ...failedReceipt(file.name, relation, bytes, text), elapsedMs };
    } finally {
      await input?.close();
    }
  }

  /** Loads the only file of a request; where that lies in an archive, the receipt speaks of the archive. */
  private async loadOnly(
    request: SourceRequest,
    input: SourceInput,
    load: LoadFile,
    onEvent: (event: SourceEvent) => void,
  ): Promise<Receipt> {
    const [part] = input.parts;
    if (!part || input.archive === null) return load(request, onEvent, { place: "" });
    const { archive, notes } = input;
    const ofArchive = (receipt: Receipt): Receipt => ({
      ...receipt,
      file: request.file.name,
      format: `${receipt.format}, ${archive}`,
      bytes: request.file.size,
      notes: [`read from ${part.path}`, ...notes, ...receipt.notes],
    });
    const receipt = await load(
      { ...request, file: await part.open() },
      (event) => onEvent(event.type === "ready" ? { ...event, receipt: ofArchive(event.receipt) } : event),
      { place: "" },
    );
    return ofArchive(receipt);
  }

  private loader(attached: Attached, startedAt: number, signal: AbortSignal): LoadFile {
    return async (request, emit, { place, path: partPath, head, ...more }) => {
      const choice = rowChoice(request);
      const options = readerOptions(request.options ?? {});
      const { Mending } = await mendingModule();
      const mending = new Mending(
        this.session,
        attached.readers,
        request.options ?? {},
        partPath ?? null,
        emit,
      );
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
      const path = `src/${request.id}/${place}${stem}${detected.compression === "gzip" ? ".gz" : ""}`;
      const packed = (receipt: Receipt): Receipt => ({
        ...text.told(receipt),
        ...(codec === null ? {} : { format: `${receipt.format} (${codec})` }),
        file: request.file.name,
        bytes: request.file.size,
      });
      const context: LoadContext = {
        session: this.session,
        baseUrl: this.baseUrl,
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
        return mended(await this.chosen(context, await loadDuckDb(context, detected)));
      }
      if (detected.format === "csv" || detected.format === "tsv") {
        const { loadDelimited } = await delimitedModule();
        return mended(await this.chosen(context, await loadDelimited(context, detected)));
      }
      const { loadBatches } = await batchesModule();
      return mended(await loadBatches(context, detected));
    };
  }

  /** What DuckDB itself read is cut down to a choice of rows and columns afterwards. */
  private async chosen({ choice, signal, onEvent }: LoadContext, receipt: Receipt): Promise<Receipt> {
    if (choice === null || receipt.relation === null) return receipt;
    const told = await narrow(this.session, receipt, choice, signal);
    const columns = this.session.rowsOf(receipt.relation)?.columns ?? [];
    onEvent({ type: "ready", relation: receipt.relation, columns, receipt: told });
    return told;
  }

  /** Fixes that are of no file of the source are told of. */
  private async tellStrays(receipt: Receipt, { options }: SourceRequest, paths: string[] | null) {
    if (options?.fixes === undefined) return receipt;
    const { tellStrays } = await import("./fixes/Mending.ts");
    return tellStrays(receipt, options, paths);
  }

  /** What the rejected rows of a source can be mended with. */
  mendersOf(relation: string): Menders {
    const known = this.relations.get(relation.toLowerCase());
    if (!known) throw new Error(`There is no source called ${relation}.`);
    return known;
  }

  async drop(relation: string): Promise<void> {
    this.addresses.delete(relation);
    const known = this.relations.get(relation.toLowerCase());
    if (!known) return;
    this.relations.delete(relation.toLowerCase());
    for (const name of [relation, ...known.parts]) {
      await this.session.dropName(`${name}__rejects`);
      await this.session.dropName(name);
    }
    if (known.database !== null)
      await this.session.control(`detach database if exists ${quoteIdentifier(known.database)}`);
    await this.dropFiles(known);
  }

  private async dropFiles(attached: Attached): Promise<void> {
    for (const path of attached.paths.splice(0))
      await this.session.host.dropFile(path).catch(() => undefined);
  }

  /** The relation made from a file of this name, whatever folders are written before it; of an address, from just that. */
  relationOfFile(path: string): string | null {
    if (path.includes("://")) return [...this.addresses].find(([, at]) => at === path)?.[0] ?? null;
    const wanted = baseName(path).toLowerCase();
    for (const [relation, { files }] of this.relations) {
      if (files.some((file) => file.toLowerCase() === wanted)) return relation;
    }
    return null;
  }
}

function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, "");
}

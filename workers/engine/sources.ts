import { failedReceipt } from "../../lib/engine/failedReceipt.ts";
import type { Receipt, SourceEvent, SourceRequest } from "../../lib/engine/protocol.ts";
import { stoppedReceipt } from "../../lib/engine/stoppedReceipt.ts";
import { detectFile } from "../../lib/ingest/detectFile.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import type { EngineSession } from "./session.ts";
import { isFatal, tagError } from "./tagError.ts";

/** What a loader works with: one file on its way to one relation. */
export interface LoadContext {
  session: EngineSession;
  baseUrl: string;
  request: SourceRequest;
  /** The name under which DuckDB may open the file; nothing else is open to it. */
  path: string;
  startedAt: number;
  /** Fires when the load is to be stopped; what it made so far must then go. */
  signal: AbortSignal;
  onEvent: (event: SourceEvent) => void;
}

/** The relations made from files: loading, renaming by reload, dropping. */
export class Sources {
  private readonly relations = new Map<string, { file: string; path: string }>();
  /** Loads under way or waiting their turn. */
  private readonly loads = new Map<SourceRequest, AbortController>();

  constructor(
    private readonly session: EngineSession,
    private readonly baseUrl: string,
  ) {}

  /** Loads files one after another, as DuckDB would anyway; each gives one receipt, failed or not. */
  async add(requests: readonly SourceRequest[], onEvent: (event: SourceEvent) => void): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for (const request of requests) this.loads.set(request, new AbortController());
    for (const request of requests) {
      const { signal } = this.loads.get(request) ?? new AbortController();
      const receipt = await this.load(request, signal, onEvent);
      this.loads.delete(request);
      receipts.push(receipt);
      onEvent({ type: "receipt", receipt });
    }
    return receipts;
  }

  /** Stops loads into a relation; whoever waits for them gets a receipt that says so. */
  cancel(relation: string): void {
    for (const [request, abort] of this.loads) if (request.relation === relation) abort.abort();
  }

  private async load(
    request: SourceRequest,
    signal: AbortSignal,
    onEvent: (event: SourceEvent) => void,
  ): Promise<Receipt> {
    const startedAt = performance.now();
    const { file, relation, id } = request;
    let path = "";
    try {
      signal.throwIfAborted();
      await this.drop(relation);
      const detected = await detectFile(file);
      if (detected.problem !== null) throw new IngestError(detected.problem);
      // DuckDB goes by the ending: a gzip file must have it and no other file may.
      const stem = file.name.replace(/\.gz$/i, "").replace(/[^\p{L}\p{N}._-]+/gu, "_");
      path = `src/${id}/${stem}${detected.compression === "gzip" ? ".gz" : ""}`;
      const context: LoadContext = {
        session: this.session,
        baseUrl: this.baseUrl,
        request,
        path,
        startedAt,
        signal,
        onEvent,
      };
      this.relations.set(relation.toLowerCase(), { file: file.name, path });
      const isText = detected.format === "csv" || detected.format === "tsv";
      // Readers are fetched when first needed: opening a notebook should not wait for them.
      if (isText) return await (await import("./loadCsv.ts")).loadCsv(context, detected);
      return await (await import("./loadBatches.ts")).loadBatches(context, detected);
    } catch (thrown) {
      if (isFatal(thrown)) this.session.host.die(tagError(thrown).message);
      if (signal.aborted && !this.session.host.isDead) {
        // Only what this load made: another one may already be under way under the same name.
        if (this.relations.get(relation.toLowerCase())?.path === path) await this.drop(relation);
        return {
          ...stoppedReceipt(file.name, relation, file.size),
          elapsedMs: performance.now() - startedAt,
        };
      }
      const error = tagError(thrown);
      return {
        ...failedReceipt(
          file.name,
          relation,
          file.size,
          [error.message, error.hint].filter(Boolean).join(" "),
        ),
        elapsedMs: performance.now() - startedAt,
      };
    }
  }

  async drop(relation: string): Promise<void> {
    const known = this.relations.get(relation.toLowerCase());
    if (!known) return;
    this.relations.delete(relation.toLowerCase());
    await this.session.dropName(`${relation}__rejects`);
    await this.session.dropName(relation);
    await this.session.host.dropFile(known.path).catch(() => undefined);
  }

  /** The relation made from a file of this name, whatever folders are written before it. */
  relationOfFile(path: string): string | null {
    const wanted = path.replace(/^.*[\\/]/, "").toLowerCase();
    for (const [relation, { file }] of this.relations) if (file.toLowerCase() === wanted) return relation;
    return null;
  }
}

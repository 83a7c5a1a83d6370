import { failedReceipt } from "../../lib/engine/failedReceipt.ts";
import type { Receipt, SourceEvent, SourceRequest } from "../../lib/engine/protocol.ts";
import { detectFile } from "../../lib/ingest/detectFile.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
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
  onEvent: (event: SourceEvent) => void;
}

/** A relation, and where it comes from; `source` is what was asked for, of which a database makes several. */
interface Origin {
  source: string;
  file: string;
  path: string;
  /** The attached database that it is in, if it is in one. */
  database: string | null;
}

/** The relations made from files: loading, renaming by reload, dropping. */
export class Sources {
  private readonly relations = new Map<string, Origin>();

  constructor(
    private readonly session: EngineSession,
    private readonly baseUrl: string,
  ) {}

  /** Loads files one after another, as DuckDB would anyway; each gives one receipt or more, failed or not. */
  async add(requests: readonly SourceRequest[], onEvent: (event: SourceEvent) => void): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for (const request of requests) {
      for (const receipt of await this.load(request, onEvent)) {
        receipts.push(receipt);
        onEvent({ type: "receipt", receipt });
      }
    }
    return receipts;
  }

  private async load(request: SourceRequest, onEvent: (event: SourceEvent) => void): Promise<Receipt[]> {
    const startedAt = performance.now();
    const { file, relation, id } = request;
    try {
      await this.drop(relation);
      const detected = await detectFile(file);
      if (detected.problem !== null) throw new IngestError(detected.problem);
      // DuckDB goes by the ending: a gzip file must have it and no other file may.
      const stem = file.name.replace(/\.gz$/i, "").replace(/[^\p{L}\p{N}._-]+/gu, "_");
      const path = `src/${id}/${stem}${detected.compression === "gzip" ? ".gz" : ""}`;
      const context: LoadContext = {
        session: this.session,
        baseUrl: this.baseUrl,
        request,
        path,
        startedAt,
        onEvent,
      };
      const origin: Origin = { source: relation, file: file.name, path, database: null };
      this.relations.set(relation.toLowerCase(), origin);
      if (detected.format === "duckdb") return await this.loadDatabase(context, detected, origin);
      const isText = detected.format === "csv" || detected.format === "tsv";
      // Readers are fetched when first needed: opening a notebook should not wait for them.
      if (isText) return [await (await import("./loadCsv.ts")).loadCsv(context, detected)];
      return [await (await import("./loadBatches.ts")).loadBatches(context, detected)];
    } catch (thrown) {
      if (isFatal(thrown)) this.session.host.die(tagError(thrown).message);
      const error = tagError(thrown);
      const reason = [error.message, error.hint].filter(Boolean).join(" ");
      const failed = failedReceipt(file.name, relation, file.size, reason);
      return [{ ...failed, elapsedMs: performance.now() - startedAt }];
    }
  }

  private async loadDatabase(
    context: LoadContext,
    detected: Parameters<typeof import("./loadDuckDb.ts").loadDuckDb>[1],
    origin: Origin,
  ): Promise<Receipt[]> {
    const { databaseAlias, loadDuckDb } = await import("./loadDuckDb.ts");
    const inside = { ...origin, database: databaseAlias(context.request.id) };
    this.relations.set(origin.source.toLowerCase(), inside);
    try {
      const receipts = await loadDuckDb(context, detected, (relation) => {
        this.relations.set(relation.toLowerCase(), inside);
      });
      // The source's own name stands for nothing where its tables have names of their own.
      if (receipts.every(({ relation }) => relation !== origin.source)) {
        this.relations.delete(origin.source.toLowerCase());
      }
      return receipts;
    } catch (thrown) {
      // Relations of tables that loaded before go too: half a database is none.
      if (!this.session.host.isDead) await this.drop(origin.source);
      throw thrown;
    }
  }

  /** Drops a relation, or all relations that one source made; with the last of a file the file is let go. */
  async drop(name: string): Promise<void> {
    const dropped = [...this.relations].filter(
      ([relation, { source }]) =>
        relation === name.toLowerCase() || source.toLowerCase() === name.toLowerCase(),
    );
    for (const [relation, { path, database }] of dropped) {
      this.relations.delete(relation);
      await this.session.dropName(`${relation}__rejects`);
      await this.session.dropName(relation);
      if ([...this.relations.values()].some((other) => other.path === path)) continue;
      if (database !== null)
        await this.session.control(`detach database if exists ${quoteIdentifier(database)}`);
      await this.session.host.dropFile(path).catch(() => undefined);
    }
  }

  /** The relation made from a file of this name, whatever folders are written before it. */
  relationOfFile(path: string): string | null {
    const wanted = path.replace(/^.*[\\/]/, "").toLowerCase();
    for (const [relation, { file }] of this.relations) if (file.toLowerCase() === wanted) return relation;
    return null;
  }
}

import type { BoundValue, Column, EngineError } from "../../lib/engine/protocol.ts";
import { numbersAsText } from "../../lib/sandbox/numbersAsText.ts";
import { readRelationRequest } from "../../lib/sandbox/readRelationRequest.ts";
import type { RejectedRow, RelationAnswer, RelationRequest } from "../../lib/sandbox/relationProtocol.ts";
import { scanProjection } from "../../lib/sandbox/scanProjection.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";

/** What a TypeScript run may ask of DuckDB. Whatever rejects is answered as an error of the call. */
export interface RelationServer {
  columns(relation: string): Promise<Column[]>;
  count(relation: string): Promise<number>;
  /** Binds `{{p0}}`… and answers one SELECT to read from, its columns as `select * from (…)` names them, and the relations it reads. */
  prepare(
    text: string,
    params: Record<string, BoundValue>,
  ): Promise<{ sql: string; columns: Column[]; reads: string[] }>;
  /** Runs a SELECT; yields the messages of one Arrow IPC stream, the schema first. `return()` stops it. */
  stream(sql: string): AsyncIterable<Uint8Array>;
  write(ipc: Uint8Array): Promise<void>;
  widen(column: string, to: string, using: string | null): Promise<void>;
  addColumn(column: string, to: string): Promise<void>;
  reject(rows: readonly RejectedRow[]): Promise<void>;
}

export interface RelationPortOptions {
  /** The relations that the run may read, compared without case. */
  reads: readonly string[];
  /** Tags what the server threw. */
  toError(thrown: unknown): EngineError;
}

/** The first batch is small, so that first rows come at once; later ones up to this many bytes. */
const largestBatchBytes = 4 << 20;
const endOfStream = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/** Serves a run's relations on a port until closed. Requests are served in order; ill-formed ones are dropped. */
export function serveRelations(
  port: MessagePort,
  server: RelationServer,
  options: RelationPortOptions,
): { close(): Promise<void> } {
  const scans = new Map<number, Scan>();
  let isClosed = false;
  // One at a time: a table is not written while it is being widened.
  let turn: Promise<void> = Promise.resolve();
  port.onmessage = (event: MessageEvent<unknown>) => {
    const request = readRelationRequest(event.data);
    if (request) turn = turn.then(() => (isClosed ? undefined : serve(request)));
  };

  async function serve(request: RelationRequest): Promise<void> {
    let answer: RelationAnswer;
    try {
      answer = await answerTo(request);
    } catch (thrown) {
      answer = { id: request.id, ok: false, error: options.toError(thrown) };
    }
    if (isClosed) return;
    const bytes = answer.ok && answer.type === "batch" ? answer.ipc : null;
    port.postMessage(answer, bytes ? [bytes.buffer as ArrayBuffer] : []);
  }

  async function answerTo(request: RelationRequest): Promise<RelationAnswer> {
    const { id } = request;
    const done: RelationAnswer = { id, ok: true, type: "done" };
    switch (request.type) {
      case "scan": {
        mayRead(request.relation);
        const all = await server.columns(request.relation);
        const columns = request.columns ? chosen(all, request.columns, request.relation) : all;
        scans.set(request.scan, new Scan(server, columns, quoteIdentifier(request.relation)));
        return { id, ok: true, type: "opened", columns };
      }
      case "sql": {
        const { sql, columns, reads } = await server.prepare(request.text, request.params);
        for (const relation of reads) mayRead(relation);
        scans.set(request.scan, new Scan(server, columns, `(${sql}\n)`));
        return { id, ok: true, type: "opened", columns };
      }
      case "next":
        return { id, ok: true, type: "batch", ipc: (await scans.get(request.scan)?.next()) ?? null };
      case "close":
        await scans.get(request.scan)?.close();
        scans.delete(request.scan);
        return done;
      case "count":
        mayRead(request.relation);
        return { id, ok: true, type: "count", count: await server.count(request.relation) };
      case "write":
        await server.write(request.ipc);
        return done;
      case "widen":
        await server.widen(
          request.column,
          request.to,
          request.how === "cast" ? null : numbersAsText(request.column),
        );
        return done;
      case "addColumn":
        await server.addColumn(request.column, request.to);
        return done;
      case "reject":
        await server.reject(request.rows);
        return done;
    }
  }

  function mayRead(relation: string): void {
    const isNamed = options.reads.some((read) => read.toLowerCase() === relation.toLowerCase());
    if (!isNamed)
      throw new Error(`This cell does not name the relation "${relation}", so it cannot read it.`);
  }

  return {
    async close() {
      isClosed = true;
      port.onmessage = null;
      port.close();
      await Promise.all([...scans.values()].map((scan) => scan.close()));
      scans.clear();
    },
  };
}

function chosen(all: readonly Column[], names: readonly string[], relation: string): Column[] {
  return names.map((name) => {
    const column = all.find((candidate) => candidate.name === name);
    if (!column) throw new Error(`"${relation}" has no column "${name}".`);
    return column;
  });
}

/** One reading of a relation: DuckDB's small batches joined into larger messages. */
class Scan {
  private readonly messages: AsyncIterator<Uint8Array>;
  private schema: Uint8Array | null = null;
  private wantedBytes = 1;
  private isOver = false;

  constructor(server: RelationServer, columns: readonly Column[], from: string) {
    const { select } = scanProjection(columns);
    this.messages = server.stream(`select ${select.join(", ")} from ${from}`)[Symbol.asyncIterator]();
  }

  /** The next rows as one complete stream; null when there are no more. The first always has the schema, rows or not. */
  async next(): Promise<Uint8Array | null> {
    if (this.isOver) return null;
    const isFirst = this.schema === null;
    if (this.schema === null) {
      const { value, done } = await this.messages.next();
      if (done) return this.end();
      this.schema = new Uint8Array(value);
    }
    const parts: Uint8Array[] = [this.schema];
    let bytes = 0;
    while (bytes < this.wantedBytes) {
      const { value, done } = await this.messages.next();
      if (done) {
        this.isOver = true;
        break;
      }
      parts.push(value);
      bytes += value.byteLength;
    }
    this.wantedBytes = Math.min(largestBatchBytes, Math.max(65_536, this.wantedBytes * 4));
    if (parts.length === 1 && !isFirst) return this.end();
    return joined([...parts, endOfStream]);
  }

  private end(): null {
    this.isOver = true;
    return null;
  }

  async close(): Promise<void> {
    this.isOver = true;
    await this.messages.return?.();
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}

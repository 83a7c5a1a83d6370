import type { BoundValue, Column, EngineError } from "../engine/protocol.ts";
import type { RelationReader } from "./relation.ts";
import type { RejectedRow, RelationAnswer, RelationCall, WidenHow } from "./relationProtocol.ts";
import type { WriteSink } from "./rowWriter.ts";

/** A call that the engine answered with an error. */
export class EngineFailure extends Error {
  override name = "EngineFailure";
  constructor(readonly engineError: EngineError) {
    super(engineError.message);
  }
}

type Answered = Extract<RelationAnswer, { ok: true }>;

/** The cell's end of a run's relations: calls as promises. */
export class RelationClient implements WriteSink {
  private nextId = 1;
  private readonly waiting = new Map<
    number,
    { resolve(answer: Answered): void; reject(error: Error): void }
  >();
  private readonly send: (message: unknown, transfer: Transferable[]) => void;

  constructor(port: MessagePort) {
    // Bound now: what the cell's code does to MessagePort afterwards must not matter.
    this.send = port.postMessage.bind(port);
    port.onmessage = (event: MessageEvent<RelationAnswer>) => this.settle(event.data);
  }

  private settle(answer: RelationAnswer): void {
    const call = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.ok) call?.resolve(answer);
    else call?.reject(new EngineFailure(answer.error));
  }

  private call(call: RelationCall, transfer: Transferable[] = []): Promise<Answered> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ id, ...call }, transfer);
    });
  }

  async scan(relation: string, columns: readonly string[] | null): Promise<RelationReader> {
    const scan = this.nextId++;
    return this.opened(scan, { type: "scan", scan, relation, columns: columns && [...columns] });
  }

  async sql(text: string, params: Record<string, BoundValue>): Promise<RelationReader> {
    const scan = this.nextId++;
    return this.opened(scan, { type: "sql", scan, text, params });
  }

  private async opened(scan: number, call: RelationCall): Promise<RelationReader> {
    const answer = await this.call(call);
    const columns: readonly Column[] = answer.type === "opened" ? answer.columns : [];
    return { columns, batches: this.batches(scan) };
  }

  /** One batch is asked for ahead, so that the engine works on it while the cell works on the one before. */
  private async *batches(scan: number): AsyncGenerator<Uint8Array> {
    const next = () => this.call({ type: "next", scan });
    let ahead = next();
    try {
      for (;;) {
        const answer = await ahead;
        if (answer.type !== "batch" || answer.ipc === null) return;
        ahead = next();
        yield answer.ipc;
      }
    } finally {
      // Left early: what was asked for ahead is of no use, whatever it comes to.
      void ahead.catch(() => undefined);
      void this.call({ type: "close", scan }).catch(() => undefined);
    }
  }

  async count(relation: string): Promise<number> {
    const answer = await this.call({ type: "count", relation });
    return answer.type === "count" ? answer.count : 0;
  }

  async write(ipc: Uint8Array): Promise<void> {
    const isWhole = ipc.byteLength === ipc.buffer.byteLength;
    const bytes = isWhole ? ipc : ipc.slice();
    await this.call({ type: "write", ipc: bytes }, [bytes.buffer as ArrayBuffer]);
  }

  async widen(column: string, to: string, how: WidenHow): Promise<void> {
    await this.call({ type: "widen", column, to, how });
  }

  async addColumn(column: string, to: string): Promise<void> {
    await this.call({ type: "addColumn", column, to });
  }

  async reject(rows: RejectedRow[]): Promise<void> {
    await this.call({ type: "reject", rows });
  }
}

import type { BatchSink } from "../../lib/ingest/types.ts";
import { keptSchema } from "./keptResults.ts";
import { type EngineSession, keptName } from "./session.ts";

/** Appends batches to one table. One insert is under way while the reader makes the next batch, never more. */
export class TableSink implements BatchSink {
  table: string;
  made = false;
  private insert: Promise<void> = Promise.resolve();

  constructor(private readonly session: EngineSession) {
    this.table = session.kept.newTable("s");
  }

  async append(ipc: Uint8Array): Promise<void> {
    await this.insert;
    const create = !this.made;
    this.made = true;
    this.insert = this.session.host.insert(ipc, keptSchema, this.table, create);
    // Awaited by the next append or by flush; until then nobody else may call it unhandled.
    this.insert.catch(() => undefined);
  }

  async restart(): Promise<void> {
    await this.discard();
    this.table = this.session.kept.newTable("s");
    this.made = false;
    this.insert = Promise.resolve();
  }

  flush(): Promise<void> {
    return this.insert;
  }

  async discard(): Promise<void> {
    await this.insert.catch(() => undefined);
    if (this.session.host.isDead) return;
    await this.session.control(`drop table if exists ${keptName(this.table)}`);
  }
}

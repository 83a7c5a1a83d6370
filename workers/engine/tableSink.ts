import type { BatchSink } from "../../lib/ingest/types.ts";
import { keptSchema } from "./keptResults.ts";
import { choiceError, chosenSql, type RowChoice } from "./rowChoice.ts";
import { type EngineSession, keptName } from "./session.ts";

/** Bytes of batches that may wait for DuckDB beside the one that it inserts. */
const mostWaitingBytes = 64 << 20;

interface Insert {
  bytes: number;
  done: Promise<void>;
}

/**
 * Appends batches to one table. While DuckDB inserts one, the next waits in its worker's queue already, and the reader
 * makes the one after: DuckDB never waits for a message that a busy reader would send late.
 */
export class TableSink implements BatchSink {
  table: string;
  made = false;
  private connection: number | null = null;
  private inserts: Insert[] = [];

  constructor(
    private readonly session: EngineSession,
    /** Which rows and columns of each batch to keep; all without it. */
    private readonly choice: RowChoice | null = null,
  ) {
    this.table = session.kept.newTable("s");
  }

  async append(ipc: Uint8Array): Promise<void> {
    const { host } = this.session;
    const bytes = ipc.byteLength;
    this.connection ??= await host.connect();
    const waiting = () => this.inserts.slice(1).reduce((sum, insert) => sum + insert.bytes, bytes);
    while (this.inserts.length > 1 || (this.inserts.length > 0 && waiting() > mostWaitingBytes)) {
      await this.inserts[0]?.done;
      this.inserts.shift();
    }
    const create = !this.made;
    this.made = true;
    const done = this.choice
      ? this.insertChosen(this.connection, ipc, create, this.choice)
      : host.insertOn(this.connection, ipc, keptSchema, this.table, create);
    // Awaited by a later append or by flush; until then nobody else may call it unhandled.
    done.catch(() => undefined);
    this.inserts.push({ bytes, done });
  }

  /** By way of a table for this batch alone; all three steps stand in DuckDB's queue at once, one after the other. */
  private async insertChosen(
    connection: number,
    ipc: Uint8Array,
    create: boolean,
    choice: RowChoice,
  ): Promise<void> {
    const { host, kept } = this.session;
    const batch = kept.newTable("s");
    const into = create ? `create table ${keptName(this.table)} as` : `insert into ${keptName(this.table)}`;
    const inserted = host.insertOn(connection, ipc, keptSchema, batch, true);
    const chosen = this.session.control(`${into} ${chosenSql(choice, keptName(batch))}`);
    const dropped = this.session.control(`drop table if exists ${keptName(batch)}`);
    await inserted;
    const [failed] = (await Promise.allSettled([chosen, dropped])).filter(
      (step) => step.status === "rejected",
    );
    if (failed) throw choiceError(failed.reason);
  }

  async restart(): Promise<void> {
    await this.discard();
    this.table = this.session.kept.newTable("s");
    this.made = false;
  }

  /** Settles when all batches are in the table; throws where one is not. */
  async flush(): Promise<void> {
    for (const insert of this.inserts) await insert.done;
    await this.close();
  }

  /** Forgets all batches and their table. */
  async discard(): Promise<void> {
    await this.close();
    if (this.session.host.isDead) return;
    await this.session.control(`drop table if exists ${keptName(this.table)}`);
  }

  private async close(): Promise<void> {
    await Promise.allSettled(this.inserts.map((insert) => insert.done));
    this.inserts = [];
    const { connection } = this;
    this.connection = null;
    if (connection !== null && !this.session.host.isDead) await this.session.host.disconnect(connection);
  }
}

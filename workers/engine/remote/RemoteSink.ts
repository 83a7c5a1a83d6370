import type { ColumnBatch } from "../../../lib/ingest/parquet/ColumnReader.ts";
import { keptSchema } from "../keptResults.ts";
import { type EngineSession, keptName } from "../session.ts";
import type { RemoteRelation } from "./RemoteRelation.ts";

/** How a column of a remote relation is called in the tables of what was fetched. */
export function fetchedColumn(column: number): string {
  return `c${column}`;
}

/** Inserts that may stand in DuckDB's queue. */
const mostWaiting = 2;

/** Puts what is read of a remote relation's files into one table, with the relation's types and the values of its folders. */
export class RemoteSink {
  readonly table: string;
  private waiting: Promise<unknown>[] = [];

  private constructor(
    private readonly session: EngineSession,
    private readonly relation: RemoteRelation,
    private readonly columns: readonly number[],
    private readonly connection: number,
  ) {
    this.table = session.kept.newTable("s");
  }

  static async make(
    session: EngineSession,
    relation: RemoteRelation,
    columns: readonly number[],
  ): Promise<RemoteSink> {
    const sink = new RemoteSink(session, relation, columns, await session.host.connect());
    const made = columns.map((column) => `${fetchedColumn(column)} ${relation.columns[column]?.type}`);
    await session.control(`create table ${keptName(sink.table)} (${made.join(", ")})`);
    return sink;
  }

  /** Appends rows of a file's own columns. */
  async append(part: number, { ipc, isAsTold }: ColumnBatch): Promise<void> {
    const { host, kept } = this.session;
    if (isAsTold && this.relation.isAsStored(part, this.columns))
      return this.wait(host.insertOn(this.connection, ipc, keptSchema, this.table, false));
    const batch = kept.newTable("s");
    // All three stand in DuckDB's queue at once, one after the other.
    const inserted = host.insertOn(this.connection, ipc, keptSchema, batch, true);
    const moved = this.insert(part, keptName(batch));
    const dropped = this.session.control(`drop table if exists ${keptName(batch)}`);
    await this.wait(Promise.all([inserted, moved, dropped]));
  }

  /** Appends rows of which only values that are the same in all of a file are wanted. */
  async appendConstants(part: number, rows: number): Promise<void> {
    await this.wait(this.insert(part, `range(${rows})`));
  }

  private insert(part: number, from: string): Promise<unknown> {
    const values = this.columns.map((column) => this.relation.projection(part, column));
    return this.session.control(
      `insert into ${keptName(this.table)} select ${values.join(", ")} from ${from}`,
    );
  }

  private async wait(insert: Promise<unknown>): Promise<void> {
    // Awaited by a later call; until then nobody may find it unhandled.
    insert.catch(() => undefined);
    this.waiting.push(insert);
    while (this.waiting.length > mostWaiting) await this.waiting.shift();
  }

  /** Settles when all rows are in the table; throws where some are not. */
  async finish(): Promise<void> {
    for (const insert of this.waiting) await insert;
    await this.close();
  }

  async discard(): Promise<void> {
    await Promise.allSettled(this.waiting);
    await this.close();
    if (!this.session.host.isDead) await this.session.control(`drop table if exists ${keptName(this.table)}`);
  }

  private async close(): Promise<void> {
    this.waiting = [];
    if (!this.session.host.isDead) await this.session.host.disconnect(this.connection);
  }
}

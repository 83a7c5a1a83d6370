import { cutIpc } from "../../lib/ingest/arrow/cutIpc.ts";
import { joinableSchema, joinIpc } from "../../lib/ingest/arrow/joinIpc.ts";
import { rowGroupRows } from "../../lib/ingest/rowGroupRows.ts";
import type { BatchSink } from "../../lib/ingest/types.ts";
import { countRows } from "./duckHost.ts";
import { type EngineSession, keptName } from "./session.ts";
import { TableSink } from "./tableSink.ts";

/** Files up to this many bytes of batches share a table; larger ones are worth one of their own. */
const smallBytes = 4 << 20;
/**
 * Batches wait until they fill a row group of DuckDB's, and are inserted by exactly that: a table whose last row group is
 * not full is gone over by each insert, the longer the larger it is. So many bytes wait for no more.
 */
const insertBytes = 32 << 20;

interface PoolTable {
  sink: TableSink;
  rows: number;
  waiting: { ipc: Uint8Array; rows: number }[];
  waitingRows: number;
  waitingBytes: number;
}

/** Where a file's rows lie in a table that files of the same schema share: rowids from `from` up to `to`. */
export interface PooledRows {
  table: string;
  from: number;
  to: number;
}

/** Tables that many small files of the same schema share, so that hundreds of files cost a few inserts. */
export class PartPool {
  private readonly bySchema = new Map<string, PoolTable>();
  private readonly placed = new Map<string, PooledRows>();

  constructor(private readonly session: EngineSession) {}

  /** Where the rows of a relation went; undefined where they did not go here. */
  rowsOf(relation: string): PooledRows | undefined {
    return this.placed.get(relation);
  }

  /** The tables in use. */
  tables(): string[] {
    return [...this.bySchema.values()].map(({ sink }) => sink.table);
  }

  /** Takes all batches of one file; false where they cannot share a table. */
  async add(relation: string, ipcs: readonly Uint8Array[]): Promise<boolean> {
    const [first] = ipcs;
    const schema = first && joinableSchema(first);
    if (!schema) return false;
    const key = String.fromCharCode(...schema.subarray(0, 60_000));
    if (schema.length > 60_000) return false;
    const pool = this.bySchema.get(key) ?? {
      sink: new TableSink(this.session),
      rows: 0,
      waiting: [],
      waitingRows: 0,
      waitingBytes: 0,
    };
    this.bySchema.set(key, pool);
    const from = pool.rows;
    for (const ipc of ipcs) {
      const rows = countRows(ipc);
      pool.rows += rows;
      pool.waitingRows += rows;
      pool.waiting.push({ ipc, rows });
      pool.waitingBytes += ipc.length;
    }
    this.placed.set(relation, { table: pool.sink.table, from, to: pool.rows });
    while (pool.waitingRows >= rowGroupRows) await insertWaiting(pool, rowGroupRows);
    if (pool.waitingBytes >= insertBytes) await insertWaiting(pool, pool.waitingRows);
    return true;
  }

  /** After this all rows can be queried. */
  async flush(): Promise<void> {
    for (const pool of this.bySchema.values()) {
      await insertWaiting(pool, pool.waitingRows);
      await pool.sink.flush();
    }
  }

  /** Drops all tables but one that has become something else. */
  async discard(kept: string | null = null): Promise<void> {
    for (const { sink } of this.bySchema.values()) if (sink.table !== kept) await sink.discard();
    this.bySchema.clear();
  }
}

/** Inserts the first `rows` rows that wait. */
async function insertWaiting(pool: PoolTable, rows: number): Promise<void> {
  if (pool.waiting.length === 0) return;
  const taken: Uint8Array[] = [];
  let left = rows;
  while (pool.waiting[0] && pool.waiting[0].rows <= left) {
    const { ipc, rows: here } = pool.waiting[0];
    taken.push(ipc);
    left -= here;
    pool.waiting.shift();
  }
  const [next] = pool.waiting;
  if (next && left > 0) {
    const [first, rest] = cutIpc(next.ipc, left);
    taken.push(first);
    pool.waiting[0] = { ipc: rest, rows: next.rows - left };
  }
  pool.waitingRows -= rows;
  pool.waitingBytes = pool.waiting.reduce((sum, { ipc }) => sum + ipc.length, 0);
  await pool.sink.append(joinIpc(taken));
}

/** The SELECT of a file's rows in a shared table. */
export function pooledQuery({ table, from, to }: PooledRows): string {
  return `SELECT * FROM ${keptName(table)} WHERE rowid >= ${from} AND rowid < ${to}`;
}

/** Holds a small file's batches back for the pool; a larger file's go to a table of its own. */
export class PooledSink implements BatchSink {
  private held: Uint8Array[] | null = [];
  private heldBytes = 0;

  constructor(
    private readonly pool: PartPool,
    private readonly relation: string,
    readonly own: TableSink,
  ) {}

  async append(ipc: Uint8Array): Promise<void> {
    if (this.held === null) return this.own.append(ipc);
    this.held.push(ipc);
    this.heldBytes += ipc.length;
    if (this.heldBytes > smallBytes) await this.release();
  }

  async restart(): Promise<void> {
    if (this.held === null) await this.own.restart();
    this.held = [];
    this.heldBytes = 0;
  }

  /** After this the rows are in the pool (true) or in the table of their own. */
  async settle(): Promise<boolean> {
    if (this.held !== null && (await this.pool.add(this.relation, this.held))) return true;
    await this.release();
    await this.own.flush();
    return false;
  }

  private async release(): Promise<void> {
    const held = this.held ?? [];
    this.held = null;
    for (const ipc of held) await this.own.append(ipc);
  }
}

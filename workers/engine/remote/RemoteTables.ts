import { ByteCache } from "../../../lib/remote/ByteCache.ts";
import { columnNotFetched } from "../../../lib/sql/notFetched.ts";
import { quoteIdentifier } from "../../../lib/sql/quote.ts";
import type { StatementWatch } from "../duckHost.ts";
import { type EngineSession, keptName } from "../session.ts";
import { tagError } from "../tagError.ts";
import { fetchedBytes, fetchedSizes } from "./fetchedBytes.ts";
import { fetchTable, type Wanted } from "./fetchTable.ts";
import type { RemoteRelation } from "./RemoteRelation.ts";
import { fetchedColumn } from "./RemoteSink.ts";

/** Compressed bytes that are held, so that another statement over the same columns fetches none of them again. */
const cacheBytes = 256 << 20;
/** The share of the engine's memory that tables of fetched rows may take while nothing reads them. */
const idleShare = 0.4;
/** The share of it that one statement's rows may take. */
const mostShare = 0.8;

/** A part of a relation that is wanted, or lies in a table: columns and row groups by their index. */
export interface RemotePart {
  relation: RemoteRelation;
  columns: ReadonlySet<number>;
  groups: ReadonlySet<number>;
  /** Where only rows from the beginning of the first group are wanted or there: how many. */
  mostRows: number;
}

/** A table of fetched rows. */
export interface FetchedTable extends RemotePart {
  table: string;
  resultKey: string;
  bytes: number;
  users: number;
}

/** The tables of what was fetched: kept for statements that need no more than is in them, as long as there is room. */
export class RemoteTables {
  private readonly cache = new ByteCache(cacheBytes);
  /** What was used last stands last. */
  private tables: FetchedTable[] = [];
  private readonly underWay = new Map<RemotePart, Promise<unknown>>();

  constructor(
    private readonly session: EngineSession,
    private readonly wasm: string,
  ) {}

  /** A table that holds a part; it stays until it is released. */
  async use(part: RemotePart, watch: StatementWatch): Promise<FetchedTable> {
    for (;;) {
      const known = this.tables.find((table) => covers(table, part));
      if (known) {
        known.users++;
        this.tables = [...this.tables.filter((table) => table !== known), known];
        return known;
      }
      const same = [...this.underWay].find(([other]) => covers(other, part));
      if (!same) break;
      // Where that fails or is stopped, this one tries itself.
      await same[1].catch(() => undefined);
      watch.signal?.throwIfAborted();
    }
    const fetching = this.fetch(part, watch);
    this.underWay.set(part, fetching);
    try {
      return await fetching;
    } finally {
      this.underWay.delete(part);
    }
  }

  async release(table: FetchedTable): Promise<void> {
    table.users--;
    if (!this.session.host.isDead) await this.dropIdle(idleShare * this.session.memoryLimitBytes);
  }

  /** Forgets all tables of a relation that is no more. */
  async dropRelation(relation: RemoteRelation): Promise<void> {
    const gone = this.tables.filter((table) => table.relation === relation);
    this.tables = this.tables.filter((table) => table.relation !== relation);
    for (const { resultKey } of gone) await this.session.forget(resultKey);
  }

  private async fetch(part: RemotePart, watch: StatementWatch): Promise<FetchedTable> {
    const { relation } = part;
    const columns = inOrder(part.columns);
    const wanted: Wanted = {
      relation,
      columns,
      groups: inOrder(part.groups).flatMap((index) => relation.groups[index] ?? []),
      mostRows: part.mostRows,
    };
    const bytes = fetchedBytes(wanted);
    const limit = this.session.memoryLimitBytes;
    if (bytes > mostShare * limit) throw tooLarge(wanted, limit);
    await this.dropIdle(Math.max(0, Math.min(idleShare * limit, mostShare * limit - bytes)));
    const made = await this.fetchOrMakeRoom(wanted, watch);
    const table: FetchedTable = {
      ...part,
      mostRows: made.rows < rowsOf(wanted) ? made.rows : Number.POSITIVE_INFINITY,
      table: made.table,
      bytes,
      users: 1,
      resultKey: this.session.keep({
        columns: columns.flatMap((column) => relation.columns[column] ?? []),
        rowCount: made.rows,
        source: { table: made.table, from: columns.map(fetchedColumn) },
      }),
    };
    // A smaller one serves no purpose any more.
    const covered = this.tables.filter((other) => other.users === 0 && covers(table, other));
    this.tables = [...this.tables.filter((other) => !covered.includes(other)), table];
    for (const { resultKey } of covered) await this.session.forget(resultKey);
    return table;
  }

  private async fetchOrMakeRoom(wanted: Wanted, watch: StatementWatch) {
    const tools = { cache: this.cache, wasm: this.wasm };
    try {
      return await fetchTable(this.session, wanted, tools, watch);
    } catch (thrown) {
      if (tagError(thrown).code !== "out-of-memory") throw thrown;
    }
    await this.dropIdle(0);
    try {
      return await fetchTable(this.session, wanted, tools, watch);
    } catch (thrown) {
      if (tagError(thrown).code !== "out-of-memory") throw thrown;
      throw tooLarge(wanted, this.session.memoryLimitBytes);
    }
  }

  /** Drops what nothing reads, oldest first, until the rest takes no more than so many bytes. */
  private async dropIdle(mostBytes: number): Promise<void> {
    const idle = this.tables.filter(({ users }) => users === 0);
    let bytes = idle.reduce((sum, table) => sum + table.bytes, 0);
    for (const table of idle) {
      if (bytes <= mostBytes) break;
      bytes -= table.bytes;
      this.tables = this.tables.filter((other) => other !== table);
      await this.session.forget(table.resultKey);
    }
  }
}

/** The SELECT that shows a table as the whole relation; what is not in it fails when it is read. */
export function shownSql({ relation, columns, table }: FetchedTable): string {
  const shown = relation.columns.map(({ name, type }, index) => {
    const value = columns.has(index) ? fetchedColumn(index) : columnNotFetched(relation.id, index, type);
    return `${value} as ${quoteIdentifier(name)}`;
  });
  return `select ${shown.join(", ")} from ${keptName(table)}`;
}

function covers(table: RemotePart, wanted: RemotePart): boolean {
  if (table.relation !== wanted.relation) return false;
  if (![...wanted.columns].every((column) => table.columns.has(column))) return false;
  if (table.mostRows === Number.POSITIVE_INFINITY)
    return [...wanted.groups].every((group) => table.groups.has(group));
  // The first rows of a run of groups: those of another run that begins with the same one.
  return firstOf(table.groups) === firstOf(wanted.groups) && wanted.mostRows <= table.mostRows;
}

function firstOf(groups: ReadonlySet<number>): number {
  return Math.min(...groups);
}

function inOrder(indexes: ReadonlySet<number>): number[] {
  return [...indexes].sort((one, other) => one - other);
}

function rowsOf({ groups }: Wanted): number {
  return groups.reduce((sum, { rows }) => sum + rows, 0);
}

function tooLarge(wanted: Wanted, limit: number): Error {
  const { relation, columns } = wanted;
  const names = columns.map((column) => relation.columns[column]?.name).slice(0, 8);
  const more = columns.length > names.length ? ` and ${columns.length - names.length} more` : "";
  return new Error(
    `Out of memory: ${fetchedSizes(wanted)} of the columns ${names.join(", ")}${more} of ${relation.name} are needed at once, ` +
      `and the engine may use ${(limit / 1e9).toFixed(1)} GB. Choose fewer columns, or rows by a column that the files are sorted by.`,
  );
}

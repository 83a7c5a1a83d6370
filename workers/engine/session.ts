import type { Table } from "apache-arrow";
import type { Column, EngineInfo, KeptResult } from "../../lib/engine/protocol.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { zoneVariablesSql } from "../../lib/sql/time/zoneMacro.ts";
import { zoneTransitions } from "../../lib/sql/time/zoneOffsets.ts";
import { describedColumns } from "./describedColumns.ts";
import type { DuckHost, StatementWatch } from "./duckHost.ts";
import { KeptResults, type KeptRows } from "./keptResults.ts";
import { keptName, pageSql, selectAll } from "./keptSql.ts";
import { parseBytes } from "./parseBytes.ts";
import type { StatementRows } from "./statementRows.ts";

export { keptName, selectAll } from "./keptSql.ts";

const factsSql = "select version() as version, current_setting('memory_limit') as memory_limit";

/** Rows sent along with a result, so that the first screen needs no further call. */
const firstPageRows = 200;

/** What DuckDB answers of a new table: its schema, and its first rows as text. */
export type NamingTable = Promise<[described: Table, firstPage: Uint8Array, ...unknown[]]>;

/** Drawing rows takes the page less than this. */
const forgetAfterMs = 30;

/** One running DuckDB with what the notebook's cells and sources have made in it. */
export class EngineSession {
  readonly kept = new KeptResults();
  /** Set once some relation's rows are not in the engine. */
  remote: StatementRows | null = null;
  /** Told of each result that goes, for what was made of its rows. */
  onForget: ((resultKey: string) => void) | null = null;
  private readonly zones = new Set<string>();
  /** Relation name (lower case) → the result behind its view. */
  private readonly named = new Map<string, { name: string; resultKey: string; owner: "cell" | "source" }>();

  private constructor(
    readonly host: DuckHost,
    /** Cells share one connection: temporary tables and variables live from cell to cell. */
    readonly cells: number,
    /** Pages, schemas and counts, so that they answer while a cell runs. */
    private readonly controlConnection: number,
    readonly version: string,
    readonly memoryLimitBytes: number,
    private readonly start: Pick<EngineInfo, "extensions" | "notices">,
  ) {}

  /**
   * `setup` runs at once; `later` before the first statement that `isNeededBy` says needs it; `start` is what there is
   * to say of how DuckDB was started.
   */
  static async open(
    host: DuckHost,
    setup: readonly string[],
    later: { sql: readonly string[]; isNeededBy(sql: string): boolean },
    start: Pick<EngineInfo, "extensions" | "notices"> = { extensions: [], notices: [] },
  ): Promise<EngineSession> {
    const [control, cells] = await Promise.all([host.connect(), host.connect()]);
    // Of several statements DuckDB gives the first one's rows: facts and set-up in a single round trip.
    const facts = await host.quickTable(control, [factsSql, ...setup].join(";\n"));
    host.setUpLater({ sql: later.sql.join(";\n"), connection: control, isNeededBy: later.isNeededBy });
    const fact = (name: string) => facts.getChild(name)?.get(0);
    return new EngineSession(
      host,
      cells,
      control,
      String(fact("version")),
      parseBytes(String(fact("memory_limit"))),
      start,
    );
  }

  /** What there is to say before anything has run. */
  startInfo(): EngineInfo {
    return { duckdb: this.version, memoryLimitBytes: this.memoryLimitBytes, heapBytes: 0, ...this.start };
  }

  async info(): Promise<EngineInfo> {
    const used = await this.control("select sum(memory_usage_bytes)::double as b from duckdb_memory()");
    return {
      duckdb: this.version,
      memoryLimitBytes: this.memoryLimitBytes,
      heapBytes: Number(used.getChild("b")?.get(0) ?? 0),
      ...this.start,
    };
  }

  /** Columns of a SELECT or of a relation's name in SQL, by DuckDB's own word. */
  async describe(query: string): Promise<Column[]> {
    return describedColumns(await this.control(`describe ${query}`));
  }

  /** A connection that knows every time zone used so far: variables belong to a connection, views do not. */
  async connect(): Promise<number> {
    const connection = await this.host.connect();
    for (const zone of this.zones) await this.tellZone(connection, zone);
    return connection;
  }

  /** Runs `work` on a connection of its own: two statements under way on one connection spoil each other. */
  async withConnection<T>(work: (connection: number) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      if (!this.host.isDead) await this.host.disconnect(connection);
    }
  }

  /** A short statement for its effect or its few rows; on the control connection, in one round trip. */
  async control(sql: string): Promise<Table> {
    return this.host.quickTable(this.controlConnection, sql);
  }

  /** Makes time zones known to the lasting connections, and to all that are opened from now on; see lib/sql/time. */
  async learnZones(zones: readonly string[]): Promise<void> {
    for (const zone of zones) {
      if (this.zones.has(zone)) continue;
      await this.tellZone(this.cells, zone);
      await this.tellZone(this.controlConnection, zone);
      this.zones.add(zone);
    }
  }

  private async tellZone(connection: number, zone: string): Promise<void> {
    const transitions = zoneTransitions(zone);
    if (transitions) await this.host.quick(connection, zoneVariablesSql(transitions).join(";\n"));
  }

  async count(from: string, watch: StatementWatch = {}): Promise<number> {
    const sql = `select count(*)::double as n from ${from}`;
    return this.withConnection(async (connection) => {
      const table = await this.reading(connection, sql, watch, () => this.host.table(connection, sql, watch));
      return Number(table.getChild("n")?.get(0) ?? 0);
    });
  }

  /** How many rows a relation has, by its name; counted now where nobody has yet. */
  async rowCountOf(name: string): Promise<number> {
    const rows = this.rowsOf(name);
    if (!rows) return this.count(quoteIdentifier(name));
    if (rows.isUncounted)
      Object.assign(rows, { rowCount: await this.count(quoteIdentifier(name)), isUncounted: false });
    return rows.rowCount;
  }

  /** Runs `work`, which runs a statement on a connection, with the rows there that it reads. */
  reading<T>(connection: number, sql: string, watch: StatementWatch, work: () => Promise<T>): Promise<T> {
    return this.remote ? this.remote.during(connection, sql, watch, work) : work();
  }

  /** As DuckHost's, with the rows there that the statement reads. */
  async *stream(connection: number, sql: string, watch: StatementWatch = {}): AsyncGenerator<Uint8Array> {
    const release = await this.remote?.open(connection, sql, watch);
    try {
      yield* this.host.stream(connection, sql, watch);
    } finally {
      await release?.();
    }
  }

  /** Registers rows under a new key without giving them a name. */
  keep(rows: KeptRows): string {
    return this.kept.add(rows);
  }

  async forget(resultKey: string): Promise<void> {
    this.onForget?.(resultKey);
    const table = this.kept.remove(resultKey);
    if (table !== null) await this.control(`drop table if exists ${keptName(table)}`);
  }

  /** Makes `name` a view over kept rows, in place of what it was; what it was goes unless others still read it. */
  async setName(name: string, resultKey: string, owner: "cell" | "source"): Promise<void> {
    const rows = this.kept.get(resultKey);
    if (!rows) throw new Error(`No result ${resultKey} is kept.`);
    const view = `main.${quoteIdentifier(name)}`;
    await this.control(`create or replace view ${view} as ${selectAll(rows)}`);
    this.replaceName(name, resultKey, owner);
  }

  private replaceName(name: string, resultKey: string, owner: "cell" | "source"): void {
    const before = this.named.get(name.toLowerCase());
    this.named.set(name.toLowerCase(), { name, resultKey, owner });
    // Not waited for, and not before the new rows are on screen: the old ones take milliseconds to go.
    if (before && before.resultKey !== resultKey)
      setTimeout(() => this.forget(before.resultKey).catch(() => undefined), forgetAfterMs);
  }

  /** Shows a whole physical table as a relation that belongs to a source. */
  async nameTable(name: string, table: string): Promise<void> {
    const columns = await this.describe(keptName(table));
    const rowCount = await this.count(keptName(table));
    const from = columns.map((column) => column.name);
    await this.setName(name, this.keep({ columns, rowCount, source: { table, from } }), "source");
  }

  async dropName(name: string): Promise<void> {
    const entry = this.named.get(name.toLowerCase());
    if (!entry) return;
    this.named.delete(name.toLowerCase());
    await this.control(`drop view if exists main.${quoteIdentifier(entry.name)}`);
    await this.forget(entry.resultKey);
  }

  ownerOf(name: string): "cell" | "source" | null {
    return this.named.get(name.toLowerCase())?.owner ?? null;
  }

  rowsOf(name: string): KeptRows | undefined {
    const entry = this.named.get(name.toLowerCase());
    return entry && this.kept.get(entry.resultKey);
  }

  /** The key of the rows that a relation has now; null where there is none of that name. */
  keyOf(name: string): string | null {
    return this.named.get(name.toLowerCase())?.resultKey ?? null;
  }

  /** The relation that shows a physical table of ours; the first one that was named so, null where there is none. */
  nameOfTable(table: string): string | null {
    for (const { name, resultKey } of this.named.values()) {
      const source = this.kept.get(resultKey)?.source;
      if (source && "table" in source && source.table === table) return name;
    }
    return null;
  }

  /** Rows as text, as DuckDB prints them: one Arrow IPC stream. */
  async page(rows: KeptRows, offset: number, limit: number): Promise<Uint8Array> {
    const sql = pageSql(rows, offset, limit);
    // A query reads all over again, however long that takes; a table's page takes milliseconds.
    if (!("query" in rows.source)) return this.host.quick(this.controlConnection, sql);
    const remote = await this.remote?.page(rows, offset, limit);
    if (remote) return remote;
    return this.withConnection((connection) =>
      this.reading(connection, sql, {}, () => this.host.bytes(connection, sql)),
    );
  }

  /**
   * Gives a table that was just made its name, and asks for its schema and first rows. All is sent at once: nothing of it
   * needs the answer of another, and each round trip would be felt.
   */
  nameNewTable(name: string, table: string): NamingTable {
    const from = keptName(table);
    return Promise.all([
      this.control(`describe ${from}`),
      this.host.quick(
        this.controlConnection,
        `select columns(*)::VARCHAR from (from ${from} where rowid < ${firstPageRows})`,
      ),
      this.control(`create or replace view main.${quoteIdentifier(name)} as from ${from}`),
    ]);
  }

  /** Keeps a table as the result of the cell `name`, which it was given by `nameNewTable`. */
  async keepTable(name: string, table: string, rowCount: number, naming: NamingTable): Promise<KeptResult> {
    const [described, firstPage] = await naming;
    const columns = describedColumns(described);
    const source = { table, from: columns.map((column) => column.name) };
    const resultKey = this.keep({ columns, rowCount, source });
    this.replaceName(name, resultKey, "cell");
    const firstRows = Math.min(rowCount, firstPageRows);
    return { resultKey, columns, rowCount, kept: "table", firstPage, firstRows };
  }

  /** The result of a run, with its first rows. */
  async result(resultKey: string, kept: KeptResult["kept"]): Promise<KeptResult> {
    const rows = this.kept.get(resultKey);
    if (!rows) throw new Error(`No result ${resultKey} is kept.`);
    const firstRows = Math.min(rows.rowCount, firstPageRows);
    const firstPage = await this.page(rows, 0, firstRows);
    return { resultKey, columns: rows.columns, rowCount: rows.rowCount, kept, firstPage, firstRows };
  }
}

import type { BoundValue, Column } from "../../engine/protocol.ts";
import type { WasmDuckDb } from "../../ingest/testing/wasmDuckDb.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { RejectedRow } from "../relationProtocol.ts";

/** A run's relations on the engine that ships, as the engine worker serves them; for tests only. */
export class WasmRelations {
  readonly rejects: RejectedRow[] = [];
  readonly changes: string[] = [];
  writes = 0;
  constructor(
    readonly db: WasmDuckDb,
    readonly table: string,
  ) {}

  async columns(relation: string): Promise<Column[]> {
    return describeSql(this.db, quoteIdentifier(relation));
  }

  async count(relation: string): Promise<number> {
    return Number(this.db.texts(`select count(*)::VARCHAR from ${quoteIdentifier(relation)}`)[0]?.[0]);
  }

  async prepare(
    text: string,
    params: Record<string, BoundValue>,
  ): Promise<{ sql: string; columns: Column[]; reads: string[] }> {
    const sql = text.replace(/\{\{(p\d+)\}\}/g, (_, name: string) => {
      const value = params[name];
      return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
    });
    const reads = [...sql.matchAll(/from "?(\w+)"?/g)].map((found) => found[1] ?? "");
    return { sql, columns: describeSql(this.db, `(${sql})`), reads };
  }

  stream(sql: string): AsyncIterable<Uint8Array> {
    return this.db.stream(sql);
  }

  async write(ipc: Uint8Array): Promise<void> {
    this.writes++;
    const exists = this.db.texts(
      `select count(*)::VARCHAR from duckdb_tables() where table_name = '${this.table}'`,
    );
    if (exists[0]?.[0] === "0") this.db.insert(this.table, [ipc]);
    else {
      // `insert` always makes its table.
      this.db.insert("next_rows", [ipc]);
      this.db.run(`insert into ${this.table} select * from next_rows`);
      this.db.run("drop table next_rows");
    }
  }

  async widen(column: string, to: string, using: string | null): Promise<void> {
    this.changes.push(`${column}: ${to}`);
    const how = using === null ? "" : ` using ${using}`;
    this.db.run(
      `alter table ${this.table} alter column ${quoteIdentifier(column)} set data type ${to}${how}`,
    );
  }

  async addColumn(column: string, to: string): Promise<void> {
    this.changes.push(`+${column}: ${to}`);
    this.db.run(`alter table ${this.table} add column ${quoteIdentifier(column)} ${to}`);
  }

  async reject(rows: readonly RejectedRow[]): Promise<void> {
    this.rejects.push(...rows);
  }

  /** The written relation: its columns' types and its values as DuckDB prints them. */
  written(): { types: Record<string, string>; rows: (string | null)[][] } {
    const columns = describeSql(this.db, this.table);
    return {
      types: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
      rows: this.db.texts(`select columns(*)::VARCHAR from ${this.table}`),
    };
  }
}

export function describeSql(db: WasmDuckDb, from: string): Column[] {
  return db
    .texts(`select column_name, column_type from (describe ${from})`)
    .map(([name, type]) => ({ name: name ?? "", type: type ?? "" }));
}

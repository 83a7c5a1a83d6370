import type { BoundValue, Column, KeptResult } from "../../lib/engine/protocol.ts";
import { type RejectedRow, rejectColumns } from "../../lib/sandbox/relationProtocol.ts";
import { prepareSelect } from "../../lib/sql/prepareSelect.ts";
import { quoteIdentifier, quoteLiteral } from "../../lib/sql/quote.ts";
import { StatementCancelled } from "./duckHost.ts";
import { keptSchema } from "./keptResults.ts";
import { type RelationServer, serveRelations } from "./relationPort.ts";
import { type EngineSession, keptName } from "./session.ts";
import { tagError } from "./tagError.ts";

/** What one run of a TypeScript cell reads from the engine and writes into it. */
export class CellRelations implements RelationServer {
  private readonly served: { close(): Promise<void> };
  private readonly stop = new AbortController();
  private readonly table: string;
  private readonly rejectTable: string;
  private hasTable = false;
  private rejected = 0;

  constructor(
    private readonly session: EngineSession,
    private readonly name: string,
    reads: readonly string[],
    port: MessagePort,
    /** A file's or an address's relation, for those written in `sql` templates. */
    private readonly lookupFile: (path: string) => string | null,
  ) {
    this.table = session.kept.newTable("r");
    this.rejectTable = session.kept.newTable("r");
    this.served = serveRelations(port, this, { reads, toError: tagError });
  }

  async columns(relation: string): Promise<Column[]> {
    return this.session.rowsOf(relation)?.columns ?? this.session.describe(quoteIdentifier(relation));
  }

  async count(relation: string): Promise<number> {
    return this.session.rowCountOf(relation);
  }

  async prepare(
    text: string,
    params: Record<string, BoundValue>,
  ): Promise<{ sql: string; columns: Column[]; reads: string[] }> {
    const { sql, reads, zones } = prepareSelect(text, params, this.lookupFile);
    await this.session.learnZones(zones);
    return { sql, columns: await this.session.describe(`(${sql}\n)`), reads };
  }

  async *stream(sql: string): AsyncGenerator<Uint8Array> {
    // A connection of its own: several relations may be read in turns.
    const connection = await this.session.connect();
    try {
      yield* this.session.stream(connection, sql, { signal: this.stop.signal });
    } finally {
      if (!this.session.host.isDead) await this.session.host.disconnect(connection);
    }
  }

  async write(ipc: Uint8Array): Promise<void> {
    if (this.stop.signal.aborted) throw new StatementCancelled("The cell was stopped.");
    await this.session.host.insert(ipc, keptSchema, this.table, !this.hasTable);
    this.hasTable = true;
  }

  async widen(column: string, to: string, using: string | null): Promise<void> {
    const quoted = quoteIdentifier(column);
    const how = using === null ? "" : ` using ${using}`;
    await this.alter(`alter column ${quoted} set data type ${to}${how}`);
  }

  async addColumn(column: string, to: string): Promise<void> {
    await this.alter(`add column ${quoteIdentifier(column)} ${to}`);
  }

  private async alter(change: string): Promise<void> {
    await this.session.control(`alter table ${keptName(this.table)} ${change}`);
  }

  async reject(rows: readonly RejectedRow[]): Promise<void> {
    if (rows.length === 0) return;
    if (this.rejected === 0) {
      const columns = rejectColumns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`);
      await this.session.control(`create table ${keptName(this.rejectTable)} (${columns.join(", ")})`);
    }
    const values = rows.map(
      ({ row, error, value }) => `(${Number(row)}, ${quoteLiteral(error)}, ${quoteLiteral(value)})`,
    );
    await this.session.control(`insert into ${keptName(this.rejectTable)} values ${values.join(", ")}`);
    this.rejected += rows.length;
  }

  /** Makes every read and write of the run fail as stopped. */
  abort(): void {
    this.stop.abort();
  }

  /** Ends the run's access. What it wrote becomes the cell's relation, or goes. */
  async close(keep: boolean): Promise<KeptResult | null> {
    this.stop.abort();
    await this.served.close();
    if (!keep) {
      await this.discard();
      return null;
    }
    const rejectsName = `${this.name}__rejects`;
    if (this.rejected > 0) await this.session.setName(rejectsName, await this.keep(this.rejectTable), "cell");
    else await this.session.dropName(rejectsName);
    if (!this.hasTable) {
      await this.session.dropName(this.name);
      return null;
    }
    const key = await this.keep(this.table);
    await this.session.setName(this.name, key, "cell");
    return this.session.result(key, "table");
  }

  private async keep(table: string): Promise<string> {
    const columns = await this.session.describe(keptName(table));
    const rowCount = await this.session.count(keptName(table));
    return this.session.keep({
      columns,
      rowCount,
      source: { table, from: columns.map((column) => column.name) },
    });
  }

  private async discard(): Promise<void> {
    for (const table of [this.table, this.rejectTable]) {
      await this.session.control(`drop table if exists ${keptName(table)}`);
    }
  }
}

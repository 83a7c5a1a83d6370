import {
  columnNotFetched,
  notFetchedIn,
  notFetchedSql,
  remoteViewName,
} from "../../../lib/sql/notFetched.ts";
import { quoteIdentifier } from "../../../lib/sql/quote.ts";
import { type RemoteNeed, remoteNeeds } from "../../../lib/sql/remoteNeeds.ts";
import type { StatementWatch } from "../duckHost.ts";
import type { KeptRows } from "../keptResults.ts";
import { parquetWasmPath } from "../parquetWasmPath.ts";
import type { EngineSession } from "../session.ts";
import type { StatementRows } from "../statementRows.ts";
import { chosenGroups } from "./chosenGroups.ts";
import type { RemoteRelation } from "./RemoteRelation.ts";
import { type RemotePart, RemoteTables, shownSql } from "./RemoteTables.ts";

/** After fetching for so long a statement is looked at again: a filter by the clock may need more by now. */
const soonMs = 100;
const mostRounds = 3;

/** Statements that read no rows, or of which there is no plan. */
const readsNothing =
  /^\s*(begin|start|commit|end|rollback|abort|set|reset|use|pragma|checkpoint|drop|alter|attach|detach|load|install|explain|describe|desc|show)\b/i;

/** A view over fetched rows. */
interface Shown {
  name: string;
  sql: string;
  release(): Promise<void>;
}

/** Fetches what statements read of relations whose files stay at their host, just before they run. */
export class RemoteReads implements StatementRows {
  private readonly relations = new Map<number, RemoteRelation>();
  private readonly tables: RemoteTables;

  constructor(
    private readonly session: EngineSession,
    baseUrl: string,
  ) {
    this.tables = new RemoteTables(session, new URL(parquetWasmPath, baseUrl).href);
  }

  /** Makes a relation known, under the name by which its rows are read. */
  async add(relation: RemoteRelation): Promise<void> {
    const view = `main.${quoteIdentifier(remoteViewName(relation.id))}`;
    await this.session.control(
      `create or replace view ${view} as ${notFetchedSql(relation.id, relation.columns)}`,
    );
    this.relations.set(relation.id, relation);
  }

  async drop(id: number): Promise<void> {
    const relation = this.relations.get(id);
    if (!relation) return;
    this.relations.delete(id);
    await this.session.control(`drop view if exists main.${quoteIdentifier(remoteViewName(id))}`);
    await this.tables.dropRelation(relation);
  }

  async during<T>(
    connection: number,
    sql: string,
    watch: StatementWatch,
    work: () => Promise<T>,
  ): Promise<T> {
    let release = await this.open(connection, sql, watch);
    try {
      return await work();
    } catch (thrown) {
      // Its plan did not tell all: PIVOT, for one, asks beforehand which columns it makes.
      const missing = notFetchedIn(thrown instanceof Error ? thrown.message : String(thrown));
      if (missing.length === 0 || this.session.host.isDead) throw thrown;
      await release();
      release = await this.show(connection, await this.whole(missing, watch));
      return await work();
    } finally {
      await release();
    }
  }

  async open(connection: number, sql: string, watch: StatementWatch): Promise<() => Promise<void>> {
    if (this.relations.size === 0 || readsNothing.test(sql)) return async () => undefined;
    let shown: Shown[] = [];
    for (let round = 0; round < mostRounds; round++) {
      const startedAt = performance.now();
      const needs = await this.needsOf(connection, sql);
      const parts = await Promise.all(needs.map((need) => this.partOf(need)));
      const before = shown;
      // What was fetched in the round before is still there for this one.
      shown = await this.fetchAll(parts, watch).finally(() => releaseAll(before));
      if (performance.now() - startedAt < soonMs) break;
    }
    return this.show(connection, shown);
  }

  /** Rows of a remote relation itself as text, by fetching the row groups that they lie in; null for other rows. */
  async page({ source }: KeptRows, offset: number, limit: number): Promise<Uint8Array | null> {
    const relation = "query" in source ? this.relationOf(source.query) : undefined;
    if (!relation || relation.columns.length === 0) return null;
    const to = Math.min(relation.rowCount, offset + limit);
    const groups = [...relation.groups.entries()].filter(
      ([, { firstRow, rows }]) => firstRow < to && firstRow + rows > offset,
    );
    const [first] = groups;
    if (!first) return null;
    const part: RemotePart = {
      relation,
      columns: new Set(relation.columns.keys()),
      groups: new Set(groups.map(([index]) => index)),
      mostRows: to - first[1].firstRow,
    };
    const table = await this.tables.use(part, {});
    try {
      const rows = this.session.kept.get(table.resultKey);
      if (!rows) throw new Error("a table in use is kept");
      const before = [...table.groups].filter((index) => index < first[0]);
      const rowsBefore = before.reduce((sum, index) => sum + (relation.groups[index]?.rows ?? 0), 0);
      return await this.session.page(rows, rowsBefore + offset - first[1].firstRow, to - offset);
    } finally {
      await this.tables.release(table);
    }
  }

  private relationOf(query: string): RemoteRelation | undefined {
    return [...this.relations.values()].find((relation) => relation.query === query);
  }

  private async needsOf(connection: number, sql: string): Promise<RemoteNeed[]> {
    try {
      const plan = await this.session.host.quickTable(connection, `explain (format json)\n${sql}`);
      return remoteNeeds(String(plan.getChild("explain_value")?.get(0) ?? ""), sql);
    } catch (thrown) {
      if (this.session.host.isDead) throw thrown;
      // What is wrong with the statement, it tells itself when it runs.
      return notFetchedIn(thrown instanceof Error ? thrown.message : String(thrown)).map(allOf);
    }
  }

  private async partOf({ remote, columns, filters, firstRows }: RemoteNeed): Promise<RemotePart> {
    const relation = this.relations.get(remote);
    if (!relation) throw new Error("The rows of this relation are not there any more; add its source again.");
    const all = new Set(relation.groups.keys());
    const wanted = columns ?? new Set(relation.columns.keys());
    if (firstRows !== null) {
      const groups = [...all].filter((index) => (relation.groups[index]?.firstRow ?? 0) < firstRows);
      return { relation, columns: wanted, groups: new Set(groups), mostRows: firstRows };
    }
    const groups = filters === null ? all : await chosenGroups(this.session, relation, filters);
    return { relation, columns: wanted, groups, mostRows: Number.POSITIVE_INFINITY };
  }

  private async whole(remotes: readonly number[], watch: StatementWatch): Promise<Shown[]> {
    return this.fetchAll(await Promise.all(remotes.map((remote) => this.partOf(allOf(remote)))), watch);
  }

  private async fetchAll(parts: readonly RemotePart[], watch: StatementWatch): Promise<Shown[]> {
    const shown: Shown[] = [];
    try {
      for (const part of parts) shown.push(await this.fetch(part, watch));
      return shown;
    } catch (thrown) {
      await releaseAll(shown);
      throw thrown;
    }
  }

  private async fetch(part: RemotePart, watch: StatementWatch): Promise<Shown> {
    const { relation } = part;
    const name = quoteIdentifier(remoteViewName(relation.id));
    const constants = constantsSql(part);
    if (constants !== null) return { name, sql: constants, release: async () => undefined };
    const table = await this.tables.use(part, watch);
    return { name, sql: shownSql(table), release: () => this.tables.release(table) };
  }

  /** Shows what was fetched to one connection, until the answer is called. */
  private async show(connection: number, shown: readonly Shown[]): Promise<() => Promise<void>> {
    if (shown.length === 0) return async () => undefined;
    let isOver = false;
    const release = async () => {
      if (isOver) return;
      isOver = true;
      if (this.session.host.isDead) return;
      for (const { name } of shown)
        await this.session.host
          .quick(connection, `drop view if exists temp.main.${name}`)
          .catch(() => undefined);
      await releaseAll(shown);
    };
    try {
      for (const { name, sql } of shown)
        await this.session.host.quick(connection, `create or replace temp view ${name} as ${sql}`);
      return release;
    } catch (thrown) {
      await release();
      throw thrown;
    }
  }
}

function allOf(remote: number): RemoteNeed {
  return { remote, columns: null, filters: null, firstRows: null };
}

async function releaseAll(shown: readonly Shown[]): Promise<void> {
  for (const { release } of shown) await release();
}

/** A SELECT that needs no bytes of the files: only how many rows there are, and what their folders tell. null for others. */
function constantsSql({ relation, columns, groups, mostRows }: RemotePart): string | null {
  const wanted = [...columns];
  const parts = [...new Set([...groups].map((index) => relation.groups[index]?.part ?? 0))];
  if (parts.some((part) => wanted.some((column) => relation.ownColumn(part, column) !== null))) return null;
  const runs: { values: string; rows: number }[] = [];
  for (const index of [...groups].sort((one, other) => one - other)) {
    const { part, rows } = relation.groups[index] ?? { part: 0, rows: 0 };
    const values = relation.columns.map((column, at) =>
      columns.has(at)
        ? relation.projection(part, at)
        : `${columnNotFetched(relation.id, at, column.type)} as ${quoteIdentifier(column.name)}`,
    );
    const select = values.join(", ");
    const last = runs.at(-1);
    if (last?.values === select) last.rows += rows;
    else runs.push({ values: select, rows });
  }
  // Without a single row group there is still a relation, of no rows.
  if (runs.length === 0) return mostRows === 0 || groups.size === 0 ? emptySql(relation) : null;
  return runs.map(({ values, rows }) => `select ${values} from range(${rows})`).join(" union all ");
}

function emptySql(relation: RemoteRelation): string {
  const columns = relation.columns.map(({ name, type }) => `NULL::${type} as ${quoteIdentifier(name)}`);
  return `select ${columns.join(", ")} from range(0)`;
}

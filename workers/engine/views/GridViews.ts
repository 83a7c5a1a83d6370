import type { KeptResult } from "../../../lib/engine/protocol.ts";
import type {
  ColumnValues,
  OpenedView,
  ValuesRequest,
  ViewId,
  ViewRequest,
} from "../../../lib/engine/viewRequest.ts";
import { StatementCancelled, type StatementWatch } from "../duckHost.ts";
import type { KeptRows } from "../keptResults.ts";
import { keptName } from "../keptSql.ts";
import type { EngineSession } from "../session.ts";
import { isFatal, tagError } from "../tagError.ts";
import { type ClosedRows, closedRows, orderedPageSql, valuesSql } from "./viewStatements.ts";

/** Where not all rows of a view are kept, so many first ones are. */
const firstRowsKept = 10_000;

/** Rows sent along with a view, so that the first screen needs no further call. */
const firstPageRows = 200;

/** What ordering a row takes at most while it is ordered, beside what each key takes. */
const bytesPerRow = 24;

/** A view: the places of its rows in the table that they are of, or copies of its first rows. */
interface View {
  id: ViewId;
  of: string;
  table: string;
  rows: KeptRows;
  /** How the rows are read through their places; null where they are copies. */
  order: ClosedRows | null;
}

/**
 * Views of kept results. The order of a kept table's rows is computed once and kept as their places, four bytes a row,
 * so that a page anywhere in it is a look at these places and never another sort.
 */
export class GridViews {
  private readonly views = new Map<ViewId, View>();

  constructor(
    private readonly session: EngineSession,
    /** What ordering may take, in bytes. */
    private readonly budgetBytes: number = session.memoryLimitBytes / 2,
  ) {
    session.onForget = (resultKey) => {
      for (const view of this.views.values()) if (view.of === resultKey) this.close(view.id);
    };
  }

  async open(request: ViewRequest, signal: AbortSignal): Promise<OpenedView> {
    const { viewId } = request;
    const resultKey = request.resultKey || (this.session.keyOf(request.relation ?? "") ?? "");
    const rows = this.rowsOf(resultKey);
    const closed = closedRows(rows, request.view);
    const table = this.session.kept.newTable("v");
    try {
      const made = await this.make(table, closed, rows, { signal });
      if (signal.aborted) throw new StatementCancelled("The view was closed.");
      this.rowsOf(resultKey);
      const shown = made.cut === null ? made.matching : Math.min(made.matching, firstRowsKept);
      const order = closed.places ? closed : null;
      const from = rows.columns.map(({ name }) => name);
      const view: View = {
        id: viewId,
        of: resultKey,
        table,
        rows: { columns: rows.columns, rowCount: shown, source: { table, from } },
        order,
      };
      const firstRows = Math.min(shown, firstPageRows);
      const firstPage = await this.read(view, 0, firstRows);
      if (signal.aborted) throw new StatementCancelled("The view was closed.");
      // It may have gone meanwhile, and nobody would close this view.
      this.rowsOf(resultKey);
      this.views.set(viewId, view);
      const result: KeptResult = {
        resultKey: keyOf(viewId),
        columns: rows.columns,
        rowCount: shown,
        kept: "table",
        firstPage,
        firstRows,
      };
      return { result, ...made };
    } catch (thrown) {
      this.dieWhereBroken(thrown);
      await this.drop(table);
      throw thrown;
    }
  }

  async values(request: ValuesRequest, signal: AbortSignal): Promise<ColumnValues> {
    const rows = this.rowsOf(request.resultKey);
    const sql = valuesSql(rows, request);
    try {
      const found = await this.statement(sql, { signal }, (connection, watch) =>
        this.session.host.table(connection, sql, watch),
      );
      const values = found.getChild("value");
      const counts = found.getChild("n");
      const all = Array.from({ length: found.numRows }, (_, at) => {
        const value: unknown = values?.get(at);
        return { value: typeof value === "string" ? value : null, count: Number(counts?.get(at) ?? 0) };
      });
      return { values: all.slice(0, request.most), isMore: all.length > request.most };
    } catch (thrown) {
      this.dieWhereBroken(thrown);
      throw thrown;
    }
  }

  /** Rows of a view by its key, as text; null where no view has it. */
  page(resultKey: string, offset: number, limit: number): Promise<Uint8Array> | null {
    for (const view of this.views.values()) {
      if (keyOf(view.id) !== resultKey) continue;
      return this.read(view, offset, limit).catch((thrown: unknown) => {
        throw this.views.has(view.id) ? thrown : new Error("This view was closed.");
      });
    }
    return null;
  }

  close(viewId: ViewId): void {
    const view = this.views.get(viewId);
    if (!view) return;
    this.views.delete(viewId);
    void this.drop(view.table);
  }

  private rowsOf(resultKey: string): KeptRows {
    const rows = this.session.kept.get(resultKey);
    if (!rows) throw new Error("These rows are no longer kept: the cell has run again since.");
    return rows;
  }

  private async make(
    table: string,
    closed: ClosedRows,
    rows: KeptRows,
    watch: StatementWatch,
  ): Promise<Pick<OpenedView, "matching" | "cut">> {
    const needed = closed.keys === 0 ? 0 : rows.rowCount * bytesPerRow * (closed.keys + 1);
    if (closed.places && needed <= this.budgetBytes) {
      try {
        return { matching: await this.keep(table, closed.all, watch), cut: null };
      } catch (thrown) {
        if (tagError(thrown).code !== "out-of-memory" || watch.signal?.aborted) throw thrown;
        await this.drop(table);
      }
    }
    const kept = await this.keep(table, `${closed.all} limit ${firstRowsKept}`, watch);
    const cut = closed.places ? "memory" : "unkept";
    if (kept < firstRowsKept) return { matching: kept, cut: null };
    const sql = closed.count;
    const counted = await this.statement(sql, watch, (connection, inner) =>
      this.session.host.table(connection, sql, inner),
    );
    const matching = Number(counted.getChild("n")?.get(0) ?? kept);
    return { matching, cut: matching > kept ? cut : null };
  }

  /** Makes a table of a SELECT; answers its number of rows. */
  private async keep(table: string, select: string, watch: StatementWatch): Promise<number> {
    const sql = `create table ${keptName(table)} as\n${select}`;
    const changed = await this.statement(sql, watch, (connection, inner) =>
      this.session.host.execute(connection, sql, inner),
    );
    return changed ?? this.session.count(keptName(table));
  }

  private statement<T>(
    sql: string,
    watch: StatementWatch,
    work: (connection: number, watch: StatementWatch) => Promise<T>,
  ): Promise<T> {
    const { session } = this;
    return session.withConnection((connection) =>
      session.reading(connection, sql, watch, () => work(connection, watch)),
    );
  }

  private async read(view: View, offset: number, limit: number): Promise<Uint8Array> {
    const { order, table } = view;
    if (!order) return this.session.page(view.rows, offset, limit);
    const places = `from ${keptName(table)} where rowid >= ${offset} and rowid < ${offset + limit}`;
    // Between literals whole row groups of the rows' own table are skipped, which a join alone would read.
    const ends = await this.session.control(`select min(r)::DOUBLE as a, max(r)::DOUBLE as b ${places}`);
    const [first, last] = [ends.getChild("a")?.get(0), ends.getChild("b")?.get(0)];
    const sql = orderedPageSql(order, places, Number(first ?? 0), Number(last ?? -1));
    return this.session.withConnection((connection) => this.session.host.bytes(connection, sql));
  }

  private async drop(table: string): Promise<void> {
    if (this.session.host.isDead) return;
    await this.session.control(`drop table if exists ${keptName(table)}`).catch(() => undefined);
  }

  private dieWhereBroken(thrown: unknown): void {
    if (isFatal(thrown)) this.session.host.die(tagError(thrown).message);
  }
}

/** No key of a kept result begins so. */
function keyOf(viewId: ViewId): string {
  return `view ${viewId}`;
}

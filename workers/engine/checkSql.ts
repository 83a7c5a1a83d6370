import type { Column, EngineError, SqlCheck, SqlCheckRequest } from "../../lib/engine/protocol.ts";
import { sqlCellFacts } from "../../lib/sql/cellFacts.ts";
import { checkedQuery } from "../../lib/sql/checkedQuery.ts";
import { type PreparedStatement, prepareCell } from "../../lib/sql/prepareCell.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { sayUnknown } from "../../lib/sql/sayUnknown.ts";
import { statementFacts } from "../../lib/sql/statementFacts.ts";
import { type Statement, splitStatements } from "../../lib/sql/statements.ts";
import { lineColumnAt } from "../../lib/sql/textEdits.ts";
import { significant, stringValue, tokenize } from "../../lib/sql/tokenize.ts";
import { describedColumns } from "./describedColumns.ts";
import type { EngineSession } from "./session.ts";
import { isFatal, tagError } from "./tagError.ts";

/** Every statement of a text is parsed before the first one runs, and this one fails, so that none of them does. */
const stop = `select "eider only parses"`;
const stopped = "eider only parses";

/** A statement whose time calls need other words is put again at most this often. */
const mostRepairs = 30;

/** Names and grammar are right or wrong whatever a value is; types are not known of a value that is yet to come. */
const whateverTheValue = /syntax error|not found|does not exist|does not have a column|is missing/i;

/**
 * Looks at each statement of a cell without running it: DuckDB parses it, and binds its query to empty relations of the
 * right columns. Binding neither optimises nor computes, so constants that would take long cost nothing.
 */
export async function checkSql(
  session: EngineSession,
  request: SqlCheckRequest,
  lookupFile: (path: string) => string | null,
): Promise<SqlCheck> {
  const { placeholders } = sqlCellFacts(request.sql);
  const values = Object.fromEntries(placeholders.map((name) => [name, null]));
  const prepared = prepareCell(request.sql, values, lookupFile);
  if (!prepared.ok) {
    // Addresses are attached by the run itself.
    const isElsewhere = /:\/\//.test(prepared.error.message);
    return { isSkipped: false, errors: isElsewhere ? [] : [prepared.error], columns: null };
  }
  const places = splitStatements(request.sql);
  for (const { zones } of prepared.value) await session.learnZones(zones);
  return session.withConnection(async (connection) => {
    const check = new Check(session, connection, request);
    await check.begin();
    const errors: EngineError[] = [];
    let columns: Column[] | null = null;
    for (const [at, statement] of prepared.value.entries()) {
      const found = await check.statement(statement);
      columns = found.columns;
      const place = places[at];
      if (found.error && place) errors.push(placed(found.error, place, request));
    }
    return { isSkipped: false, errors, columns };
  });
}

interface Found {
  error: EngineError | null;
  columns: Column[] | null;
}

class Check {
  private readonly opaque: Set<string>;

  constructor(
    private readonly session: EngineSession,
    private readonly connection: number,
    private readonly request: SqlCheckRequest,
  ) {
    this.opaque = new Set(request.opaque);
  }

  async begin(): Promise<void> {
    for (const { name, columns } of this.request.stubs) await this.stub(name, columns);
  }

  async statement(statement: PreparedStatement): Promise<Found> {
    const found = (await this.bound(statement)) ?? (await this.parsed(statement));
    for (const { name } of statement.creates) {
      this.opaque.delete(name.toLowerCase());
      if (found.columns) await this.stub(name, found.columns);
      else this.opaque.add(name.toLowerCase());
    }
    for (const name of statementFacts(statement.sql).drops) this.opaque.add(name.toLowerCase());
    return found;
  }

  /** Its grammar alone, as a whole. */
  private async parsed(statement: PreparedStatement): Promise<Found> {
    const { thrown } = await this.tried(`${stop};\n${statement.sql}`);
    const isFine = !thrown || thrown.message.includes(stopped);
    return { error: isFine ? null : statement.locate(thrown, 1), columns: null };
  }

  /** Its query bound to what it reads; null where it has none that can be bound, or one that does not parse. */
  private async bound(first: PreparedStatement): Promise<Found | null> {
    const hasValues = /\{\{/.test(this.request.sql);
    let statement = first;
    for (let repairs = 0; ; repairs++) {
      const query = this.isOpaque(statement.sql) ? null : checkedQuery(statement.sql);
      if (query === null) return null;
      const { columns, thrown } = await this.tried(`describe (\n${query}\n)`);
      if (!thrown) return { error: null, columns };
      // In brackets it may lack something else than by itself.
      if (/^Parser Error/.test(thrown.message)) return null;
      const repaired = repairs < mostRepairs ? statement.repair(thrown, 1, query) : null;
      if (!repaired) {
        const isTold = thrown.code === "sql" || thrown.code === "unsupported";
        const isSure = isTold && (!hasValues || whateverTheValue.test(thrown.message));
        return { error: isSure ? statement.locate(thrown, 1, query) : null, columns: null };
      }
      statement = repaired;
    }
  }

  /** Whether a statement names something of which nothing is known yet. */
  private isOpaque(sql: string): boolean {
    if (this.opaque.size === 0) return false;
    const { reads, writes } = statementFacts(sql);
    if ([...reads, ...writes].some((name) => this.opaque.has(name.toLowerCase()))) return true;
    // Functions, types and, in quotes, sequences.
    return significant(tokenize(sql)).some((token) => {
      const name = token.kind === "word" ? token.text : stringValue(token);
      return name !== null && this.opaque.has(name.toLowerCase());
    });
  }

  /** An empty relation: a temporary view, so it stands before whatever has the name, for this connection alone. */
  private async stub(name: string, columns: readonly Column[]): Promise<void> {
    const typed = columns.map((column) => `NULL::${column.type} as ${quoteIdentifier(column.name)}`);
    const sql = `create or replace temp view ${quoteIdentifier(name)} as select ${typed.join(", ")} limit 0`;
    if ((await this.tried(sql)).thrown) this.opaque.add(name.toLowerCase());
  }

  private async tried(sql: string): Promise<{ columns: Column[] | null; thrown: EngineError | null }> {
    try {
      const table = await this.session.host.quickTable(this.connection, sql);
      return { columns: describedColumns(table), thrown: null };
    } catch (thrown) {
      const error = tagError(thrown);
      if (isFatal(thrown)) this.session.host.die(error.message);
      if (error.code === "crashed") throw thrown;
      // Its place is in DuckDB's own words.
      return { columns: null, thrown: { ...error, message: thrown instanceof Error ? thrown.message : "" } };
    }
  }
}

/** An error of which DuckDB names no place is at the statement's end, where something is missing. */
function placed(error: EngineError, statement: Statement, { sql, names }: SqlCheckRequest): EngineError {
  const said = sayUnknown(error, names);
  if (said.line !== undefined) return said;
  const last = significant(tokenize(statement.text)).at(-1);
  if (!last) return said;
  return {
    ...said,
    ...lineColumnAt(sql, statement.start + last.start),
    length: last.end - last.start,
  };
}

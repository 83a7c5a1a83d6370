import type { Receipt } from "../../lib/engine/protocol.ts";
import { duckDbHeader, duckDbProblem } from "../../lib/ingest/duckdbfile/duckDbHeader.ts";
import { gunzip } from "../../lib/ingest/gunzip.ts";
import { type DetectedFormat, IngestError } from "../../lib/ingest/types.ts";
import { quoteIdentifier, quoteLiteral, quoteName } from "../../lib/sql/quote.ts";
import type { LoadContext } from "./loadContext.ts";
import { textOption } from "./sourceOptions.ts";
import { tagError } from "./tagError.ts";

/** A table of an attached database. */
export interface StoredTable {
  schema: string;
  name: string;
}

/**
 * Attaches a DuckDB database, read-only and under the lock like any registered file, and makes one of its tables the
 * relation: the one that the option `table` names, or its only one. Nothing is copied.
 */
export async function loadDuckDb(
  context: LoadContext,
  detected: DetectedFormat & { head: Uint8Array },
): Promise<Receipt> {
  const { request } = context;
  const { tables, views, writer } = await attachDatabase(context, detected, databaseAlias(request.id));
  const notes = [
    writer ? `written by DuckDB ${writer.replace(/^v/, "")}` : "",
    "attached read-only: every query reads the file",
    views.length > 0 ? `its views are no relations here: ${views.join(", ")}` : "",
  ].filter((note) => note !== "");
  return loadTable(context, databaseAlias(request.id), wantedTable(context, tables), notes);
}

function wantedTable({ request }: LoadContext, tables: readonly StoredTable[]): StoredTable {
  const asked = textOption(request, "table");
  const found = asked === undefined ? tables : tables.filter((table) => tableLabel(table) === asked);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const all = tables.map(tableLabel).join(", ");
  throw new IngestError(
    asked === undefined
      ? `${request.file.name} holds ${tables.length} tables: ${all}. Name one by the option table.`
      : `${request.file.name} has no table ${asked}. It holds ${all}.`,
  );
}

/** What a table is called: its name, in other schemas than main with the schema. */
export function tableLabel({ schema, name }: StoredTable): string {
  return schema === "main" ? name : `${schema}.${name}`;
}

/** Attaches the database at the context's path and lists what is in it. Throws an IngestError where that is nothing. */
export async function attachDatabase(
  context: Pick<LoadContext, "session" | "request" | "path">,
  detected: DetectedFormat & { head: Uint8Array },
  alias: string,
): Promise<{ tables: StoredTable[]; views: string[]; writer: string | null }> {
  const { session, request, path } = context;
  const file =
    detected.compression === "gzip"
      ? new File([await new Response(gunzip(request.file)).blob()], request.file.name)
      : request.file;
  const header = duckDbHeader(detected.head);
  const problem = header
    ? duckDbProblem(header, file.size)
    : "This DuckDB database is cut short: it has no whole header.";
  if (problem !== null) throw new IngestError(problem);
  await session.host.registerFile(path, file);
  await attach(context, alias);
  const { tables, views } = await contentOf(context, alias);
  if (tables.length === 0) {
    throw new IngestError(
      `${request.file.name} holds no tables. If its program is open, or a .wal file lies beside it, close the program first: ` +
        "what it wrote last is not in the file yet.",
    );
  }
  return { tables, views, writer: header?.writer ?? null };
}

/** The name under which the database of a source is attached. */
export function databaseAlias(id: number): string {
  return `__eider_db${id}`;
}

async function attach(
  { session, request, path }: Pick<LoadContext, "session" | "request" | "path">,
  alias: string,
): Promise<void> {
  try {
    await session.control(
      `attach ${quoteLiteral(path)} as ${quoteIdentifier(alias)} (type duckdb, read_only)`,
    );
  } catch (thrown) {
    const [reason] = tagError(thrown).message.split("\n", 1);
    throw new IngestError(
      `${request.file.name} is a DuckDB database that cannot be attached (${reason}). ` +
        "Close the program that has it open and add it again, or export its tables as Parquet.",
    );
  }
}

async function contentOf(
  { session }: Pick<LoadContext, "session">,
  alias: string,
): Promise<{ tables: StoredTable[]; views: string[] }> {
  const inside = `where database_name = ${quoteLiteral(alias)} and not internal`;
  const found = await session.control(
    `from (
       select schema_name as s, table_name as n, false as v from duckdb_tables() ${inside}
       union all select schema_name, view_name, true from duckdb_views() ${inside}
     ) order by s = 'main' desc, s, n`,
  );
  const tables: StoredTable[] = [];
  const views: string[] = [];
  for (let row = 0; row < found.numRows; row++) {
    const schema = String(found.getChild("s")?.get(row));
    const name = String(found.getChild("n")?.get(row));
    if (found.getChild("v")?.get(row)) views.push(name);
    else tables.push({ schema, name });
  }
  return { tables, views };
}

async function loadTable(
  { session, request, startedAt, onEvent }: LoadContext,
  alias: string,
  stored: StoredTable,
  notes: string[],
): Promise<Receipt> {
  const { relation } = request;
  const table = quoteName(alias, stored.schema, stored.name);
  const columns = await session.describe(table);
  const rowCount = await session.count(table);
  const key = session.keep({ columns, rowCount, source: { query: `select * from ${table}` } });
  await session.setName(relation, key, "source");
  const receipt: Receipt = {
    file: request.file.name,
    source: request.relation,
    relation,
    format: "duckdb",
    encoding: null,
    rows: rowCount,
    exact: true,
    loaded: rowCount,
    rejected: 0,
    skipped: [],
    bytes: request.file.size,
    elapsedMs: performance.now() - startedAt,
    notes: [...notes, `table ${tableLabel(stored)}`],
    error: null,
  };
  onEvent({ type: "ready", relation, columns, receipt });
  return receipt;
}

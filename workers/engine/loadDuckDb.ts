import type { Receipt } from "../../lib/engine/protocol.ts";
import { duckDbHeader, duckDbProblem } from "../../lib/ingest/duckdbfile/duckDbHeader.ts";
import { gunzip } from "../../lib/ingest/gunzip.ts";
import { type DetectedFormat, IngestError } from "../../lib/ingest/types.ts";
import { asRelationName, uniqueRelationName } from "../../lib/notebook/relationName.ts";
import { quoteIdentifier, quoteLiteral, quoteName } from "../../lib/sql/quote.ts";
import type { LoadContext } from "./sources.ts";
import { tagError } from "./tagError.ts";

/** A table of an attached database. */
interface StoredTable {
  schema: string;
  name: string;
}

/**
 * Attaches a DuckDB database, read-only and under the lock like any registered file, and makes each of its tables a
 * relation: under the source's own name where there is one, else under that and the table's. Nothing is copied.
 * `claim` hears of each relation before it is made, so that a load that fails halfway leaves nothing behind.
 */
export async function loadDuckDb(
  context: LoadContext,
  detected: DetectedFormat & { head: Uint8Array },
  claim: (relation: string) => void,
): Promise<Receipt[]> {
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
  const alias = databaseAlias(request.id);
  await attach(context, alias);
  const { tables, views } = await contentOf(context, alias);
  if (tables.length === 0) {
    throw new IngestError(
      `${request.file.name} holds no tables. If its program is open, or a .wal file lies beside it, close the program first: ` +
        "what it wrote last is not in the file yet.",
    );
  }
  const notes = [
    header?.writer ? `written by DuckDB ${header.writer.replace(/^v/, "")}` : "",
    "attached read-only: every query reads the file",
    views.length > 0 ? `its views are no relations here: ${views.join(", ")}` : "",
  ].filter((note) => note !== "");
  const receipts: Receipt[] = [];
  const taken: string[] = [];
  for (const table of tables) {
    const relation = relationOf(context, table, tables.length, taken);
    taken.push(relation);
    claim(relation);
    receipts.push(await loadTable(context, alias, table, relation, notes));
  }
  return receipts;
}

/** The name under which the database of a source is attached. */
export function databaseAlias(id: number): string {
  return `__eider_db${id}`;
}

async function attach({ session, request, path }: LoadContext, alias: string): Promise<void> {
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
  { session }: LoadContext,
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

function relationOf(
  { session, request }: LoadContext,
  { schema, name }: StoredTable,
  count: number,
  taken: readonly string[],
): string {
  if (count === 1) return request.relation;
  const parts = schema === "main" ? [request.relation, name] : [request.relation, schema, name];
  const others = [...session.namesOf("cell"), ...session.namesOf("source")];
  return uniqueRelationName(asRelationName(parts.join("_")), [...taken, ...others]);
}

async function loadTable(
  { session, request, startedAt, onEvent }: LoadContext,
  alias: string,
  { schema, name }: StoredTable,
  relation: string,
  notes: string[],
): Promise<Receipt> {
  const table = quoteName(alias, schema, name);
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
    notes: [...notes, `table ${schema === "main" ? name : `${schema}.${name}`}`],
    error: null,
  };
  onEvent({ type: "ready", relation, columns, receipt });
  return receipt;
}

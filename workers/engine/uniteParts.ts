import type { Column } from "../../lib/engine/protocol.ts";
import { noType } from "../../lib/ingest/many/unionByName.ts";
import { type FileUnion, unionSql } from "../../lib/ingest/many/unionSql.ts";
import { emptyColumns } from "./emptyColumns.ts";
import { isDelimited, type LoadedPart, type PartsRun, reloadPart } from "./loadParts.ts";
import { type EngineSession, keptName, selectAll } from "./session.ts";

/** So many files are united by one statement: fewer round trips, but no plan of thousands of branches. */
const partsAStatement = 16;

/** The columns of all parts as one relation; parts of text are read again where the union asks for their text. */
export async function planUnion(
  run: PartsRun,
  parts: LoadedPart[],
  filename: string | null,
): Promise<FileUnion> {
  const union = () => {
    const of = parts.map(({ path, rows }, index) => ({
      path,
      columns: known[index] ?? rows.columns,
      from: `(${selectAll(rows)})`,
    }));
    return unionSql(of, { filename, hive: true });
  };
  const known: Column[][] = parts.map(({ rows, receipt }) =>
    rows.rowCount === 0 && !isTyped(receipt.format)
      ? rows.columns.map(({ name }) => ({ name, type: noType }))
      : rows.columns,
  );
  let plan = union();
  const disputed = new Set(
    plan.drift
      .filter(({ kind, to }) => kind === "retypes" && to === "VARCHAR")
      .map(({ column }) => column.toLowerCase()),
  );
  if (disputed.size === 0) return plan;
  // A column of text may just be one that is empty in this file; then it has no say in the type.
  for (const [index, part] of parts.entries()) {
    known[index] = await withoutEmpty(run.session, part, known[index] ?? [], disputed);
  }
  plan = union();
  const texts = new Map(
    plan.columns.filter(({ type }) => type === "VARCHAR").map(({ name, type }) => [name.toLowerCase(), type]),
  );
  const bent = new Set(
    plan.drift.filter(({ kind, to }) => kind === "retypes" && to === "VARCHAR").map(({ file }) => file),
  );
  for (const [index, part] of parts.entries()) {
    // What was read as a number or a time is no longer written as it was in the file.
    if (!bent.has(part.path) || !isDelimited(part)) continue;
    const again = await reloadPart(run, part, index, texts);
    parts[index] = again;
    known[index] = again.rows.columns;
  }
  const drift = plan.drift;
  return { ...union(), drift };
}

/** Puts the rows of all parts into one table, each part's own table going as soon as its rows are over. */
export async function unitedTable(
  session: EngineSession,
  parts: LoadedPart[],
  union: FileUnion,
): Promise<string> {
  const table = session.kept.newTable("s");
  await session.withConnection(async (connection) => {
    for (let at = 0; at < parts.length; at += partsAStatement) {
      const select = union.selects.slice(at, at + partsAStatement).join(" UNION ALL ");
      const into = at === 0 ? `CREATE TABLE ${keptName(table)} AS` : `INSERT INTO ${keptName(table)}`;
      await session.host.execute(connection, `${into} ${select}`);
      for (const part of parts.slice(at, at + partsAStatement)) await session.dropName(part.hidden);
    }
  });
  return table;
}

/** Puts the rejects of all parts into one table; answers its name, or null where there are none. */
export async function unitedRejects(
  session: EngineSession,
  parts: readonly LoadedPart[],
): Promise<string | null> {
  const selects = parts.flatMap(({ hidden }) => {
    const rows = session.rowsOf(`${hidden}__rejects`);
    return rows ? [selectAll(rows)] : [];
  });
  if (selects.length === 0) return null;
  const table = session.kept.newTable("s");
  for (let at = 0; at < selects.length; at += partsAStatement) {
    const select = selects.slice(at, at + partsAStatement).join(" UNION ALL ");
    const into = at === 0 ? `CREATE TABLE ${keptName(table)} AS` : `INSERT INTO ${keptName(table)}`;
    await session.control(`${into} ${select}`);
  }
  for (const { hidden } of parts) await session.dropName(`${hidden}__rejects`);
  return table;
}

/** Columns that hold no value at all, by asking for those in dispute that are text. */
async function withoutEmpty(
  session: EngineSession,
  part: LoadedPart,
  columns: readonly Column[],
  disputed: ReadonlySet<string>,
): Promise<Column[]> {
  const asked = columns.filter(({ name, type }) => type === "VARCHAR" && disputed.has(name.toLowerCase()));
  const empty = await emptyColumns(session, part.rows, asked);
  return columns.map((column) => (empty.has(column) ? { name: column.name, type: noType } : column));
}

/** Formats in which types are guessed from text, so that no rows give no types. */
function isTyped(format: string): boolean {
  return !/^(csv|tsv|json|ndjson)\b/.test(format);
}

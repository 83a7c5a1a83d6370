import { writeWorkbook } from "../../../lib/export/writeXlsx.ts";
import { filePath } from "../../../lib/writeOut/outPaths.ts";
import type { OutFile } from "../../../lib/writeOut/plan.ts";
import type { EngineSession } from "../session.ts";
import { type OutWork, writerOf } from "./outWork.ts";
import { type FileRows, fileRows, type PlannedRows } from "./plannedRows.ts";
import { writeDatabase } from "./writeDatabase.ts";
import { writeFile } from "./writeFile.ts";

/** Writes several relations into one file: sheets of a workbook, tables of a SQL script or of a database. */
export async function writeTogether(work: OutWork, relations: readonly PlannedRows[]): Promise<OutFile> {
  const { session, plan, store, signal, told } = work;
  const { format } = plan;
  const planned: FileRows[] = [];
  if (format !== "duckdb")
    for (const relation of relations)
      planned.push(await fileRows(session, relation, { ...plan, options: {}, format }));
  const path = filePath(plan, plan.name, null, 1);
  told.file();
  const chunks =
    format === "duckdb"
      ? writeDatabase(work, relations)
      : format === "xlsx"
        ? workbook(work, relations, planned)
        : script(work, relations, planned);
  const written = await writeFile(store, path, chunks, { isHashed: plan.manifest, signal });
  return {
    relation: relations.map(({ name }) => name).join(", "),
    file: path,
    rows: relations.reduce((sum, { rows }) => sum + rows, 0),
    ...written,
    columns: [],
    tables: relations.map(({ name, rows, columns }) => ({ relation: name, rows, columns })),
    notes: [...new Set(planned.flatMap(({ notes }) => notes))],
  };
}

function workbook(
  { session, signal, told }: OutWork,
  relations: readonly PlannedRows[],
  planned: readonly FileRows[],
): AsyncGenerator<Uint8Array> {
  const sheets = relations.map(({ name, rows }, at) => ({
    title: name,
    columns: planned[at]?.columns ?? [],
    rows,
    stream: rowsOf(session, planned[at]?.sql ?? "", signal),
  }));
  return writeWorkbook(sheets, told.rows);
}

/** One script behind the other; each makes its own table. */
async function* script(
  { session, plan, signal, told, options }: OutWork,
  relations: readonly PlannedRows[],
  planned: readonly FileRows[],
): AsyncGenerator<Uint8Array> {
  let before = 0;
  for (const [at, { name, rows }] of relations.entries()) {
    const { sql = "", columns = [] } = planned[at] ?? {};
    yield* writerOf(plan.format)(rowsOf(session, sql, signal), columns, {
      ...options,
      relation: name,
      onRows: (done: number) => told.rows(before + done),
    });
    before += rows;
  }
}

async function* rowsOf(session: EngineSession, sql: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const connection = await session.connect();
  try {
    yield* session.stream(connection, sql, { signal });
  } finally {
    if (!session.host.isDead) await session.host.disconnect(connection);
  }
}

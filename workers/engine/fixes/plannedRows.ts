import { parseRow } from "../../../lib/ingest/csv/read/parseRow.ts";
import { RecordParser } from "../../../lib/ingest/csv/read/RecordParser.ts";
import { type CsvPlan, numberedRowsPlan, readCsvSql } from "../../../lib/ingest/csv/sniffToOptions.ts";
import { quoteIdentifier } from "../../../lib/sql/quote.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { type EngineSession, keptName } from "../session.ts";
import type { RowReader, RowsRead } from "./RowReader.ts";

let files = 0;

/** Corrected rows of a file that DuckDB's own reader loaded: the same reader takes them, with the same arguments. */
export function plannedRows(session: EngineSession, plan: CsvPlan, folder: string): RowReader {
  const { dialect } = plan;
  const number = freeName(plan.columns.map(({ name }) => name));
  const numbered = numberedRowsPlan(plan, number);
  return {
    async read(texts) {
      const parser = new RecordParser({
        delimiter: dialect.delimiter,
        collapse: false,
        quote: dialect.quote,
        escape: dialect.escape === dialect.quote ? "" : dialect.escape,
        comment: "",
        crEndsLine: true,
      });
      const problems = new Map<number, string>();
      const lines: string[] = [];
      for (const [index, text] of texts.entries()) {
        const problem = parseRow(parser, new TextEncoder().encode(text), plan.columns.length);
        if (problem !== null) problems.set(index, problem);
        else lines.push(`${index}${dialect.delimiter}${text}\n`);
      }
      if (lines.length === 0) return { table: null, problems };
      const path = `${folder}.fixes${++files}.csv`;
      await session.host.registerFile(path, new File(lines, "fixes.csv"));
      try {
        return await readLines(session, numbered, number, path, texts, problems);
      } finally {
        if (!session.host.isDead) await session.host.dropFile(path);
      }
    },
  };
}

async function readLines(
  session: EngineSession,
  plan: CsvPlan,
  number: string,
  path: string,
  texts: readonly string[],
  problems: Map<number, string>,
): Promise<RowsRead> {
  const table = session.kept.newTable("s");
  const errors = `${table}_errors`;
  const quoted = quoteIdentifier(number);
  await session.withConnection(async (connection) => {
    const ask = async (sql: string) => decodeTextPage(await session.host.bytes(connection, sql));
    const select = readCsvSql(path, plan, { errors, scans: `${table}_scans` });
    await session.host.execute(connection, `create table ${keptName(table)} as ${select}`);
    const read = await ask(`select ${quoted}::VARCHAR from ${keptName(table)}`);
    const loaded = new Set(Array.from({ length: read.rows }, (_, row) => Number(read.cell(row, 0))));
    const told = await ask(`select csv_line, error_message from ${errors}`);
    const reasons = new Map<number, string>();
    for (let row = 0; row < told.rows; row++) {
      const index = Number.parseInt(told.cell(row, 0) ?? "", 10);
      if (!reasons.has(index)) reasons.set(index, firstLine(told.cell(row, 1) ?? ""));
    }
    for (const index of texts.keys()) {
      if (loaded.has(index) || problems.has(index)) continue;
      problems.set(index, reasons.get(index) ?? "it is no row of this file's columns");
    }
    await session.host.execute(connection, `alter table ${keptName(table)} drop column ${quoted}`);
  });
  return { table, problems };
}

/** What DuckDB says, without the advice for its own arguments. */
function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

function freeName(taken: readonly string[]): string {
  let name = "fix_number";
  while (taken.some((other) => other.toLowerCase() === name)) name += "_";
  return name;
}

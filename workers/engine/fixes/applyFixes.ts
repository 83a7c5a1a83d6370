import type { Receipt } from "../../../lib/engine/protocol.ts";
import { quoteIdentifier, quoteLiteral } from "../../../lib/sql/quote.ts";
import { type EngineSession, keptName } from "../session.ts";
import type { RowReader } from "./RowReader.ts";

const linesShown = 8;

/** A loaded file whose rejected rows are to be mended. */
export interface MendedFile {
  relation: string;
  /** null where its rows cannot be read on their own. */
  reader: RowReader | null;
  /** Corrected texts by line; null leaves the row out. */
  fixes: ReadonlyMap<number, string | null>;
}

/**
 * Loads rejected rows from their corrected texts; a fix that does not load leaves its row rejected, with the reason.
 * Answers the receipt as it then is.
 */
export async function applyFixes(
  session: EngineSession,
  { relation, reader, fixes }: MendedFile,
  receipt: Receipt,
): Promise<Receipt> {
  if (fixes.size === 0) return receipt;
  const kept = session.rowsOf(relation);
  if (!reader || !kept || !("table" in kept.source)) {
    const why =
      kept && !("table" in kept.source)
        ? "rows can be mended only where the source is in memory"
        : "rows of this format cannot be read on their own";
    return noted(receipt, `${counted(fixes.size, "fix", "fixes")} not applied: ${why}`);
  }
  const rejected = await rejectedLines(session, relation);
  const lines = [...fixes.keys()].filter((line) => rejected.get(line) === 1);
  const out = lines.filter((line) => fixes.get(line) === null);
  const changed = lines.filter((line) => fixes.get(line) !== null);
  const texts = changed.map((line) => fixes.get(line) ?? "");
  const { table, problems } = await reader.read(texts);
  const mended = changed.filter((_, index) => !problems.has(index));
  try {
    if (table !== null && mended.length > 0) {
      await session.control(
        `insert into ${keptName(kept.source.table)} by name select * from ${keptName(table)}`,
      );
      const rowCount = kept.rowCount + mended.length;
      await session.setName(relation, session.keep({ ...kept, rowCount }), "source");
    }
  } finally {
    if (table !== null) await session.control(`drop table if exists ${keptName(table)}`);
  }
  const failed = changed.flatMap((line, index) => {
    const problem = problems.get(index);
    return problem === undefined ? [] : [{ line, problem }];
  });
  await settleRejects(session, relation, [...mended, ...out], failed);
  const stale = [...fixes.keys()].filter((line) => !rejected.has(line));
  const unclear = [...fixes.keys()].filter((line) => (rejected.get(line) ?? 1) > 1);
  return {
    ...receipt,
    rows: receipt.rows - out.length,
    loaded: receipt.loaded + mended.length,
    rejected: receipt.rejected - mended.length - out.length,
    skipped:
      out.length === 0
        ? receipt.skipped
        : [...receipt.skipped, { reason: "left out by hand", lines: out.length }],
    notes: [
      ...(mended.length > 0
        ? [`${counted(mended.length, "row was", "rows were")} mended by hand, and come after the others`]
        : []),
      ...(failed.length > 0
        ? [
            `${counted(failed.length, "fix does", "fixes do")} not load: ${placesOf(failed.map(({ line }) => line))}`,
          ]
        : []),
      ...(stale.length > 0
        ? [
            `${counted(stale.length, "fix is for a line that is", "fixes are for lines that are")} not rejected, and not applied: ${placesOf(stale)}`,
          ]
        : []),
      ...(unclear.length > 0
        ? [`more than one row is rejected in a line, so its fix is not applied: ${placesOf(unclear)}`]
        : []),
      ...receipt.notes,
    ],
  };
}

/** How many rows are rejected in each line that has any; a row may be rejected in several columns. */
export async function rejectedLines(session: EngineSession, relation: string): Promise<Map<number, number>> {
  if (!session.rowsOf(`${relation}__rejects`)) return new Map();
  const rows = await session.control(
    `select line::double as line, count(distinct byte)::double as n from main.${quoteIdentifier(`${relation}__rejects`)}
      where line is not null group by all`,
  );
  const [lines, counts] = [rows.getChild("line"), rows.getChild("n")];
  return new Map(
    Array.from({ length: rows.numRows }, (_, row) => [Number(lines?.get(row)), Number(counts?.get(row))]),
  );
}

/** Takes rows out of the rejects, and says of others why their fix does not load. */
async function settleRejects(
  session: EngineSession,
  relation: string,
  gone: readonly number[],
  failed: readonly { line: number; problem: string }[],
): Promise<void> {
  if (gone.length === 0 && failed.length === 0) return;
  const name = `${relation}__rejects`;
  const table = session.kept.newTable("s");
  const told = failed.map(({ line, problem }) => `(${line}::BIGINT, ${quoteLiteral(problem)})`);
  const failures =
    told.length === 0
      ? "(select null::BIGINT as line, null::VARCHAR as problem)"
      : `(values ${told.join(", ")})`;
  const staying = gone.length === 0 ? "true" : `(r.line is null or r.line not in (${gone.join(", ")}))`;
  await session.control(
    `create table ${keptName(table)} as select r.* replace (case when f.problem is null then r.reason else
      'the fix does not load: ' || f.problem || ' (as the file has it: ' || r.reason || ')' end as reason)
      from main.${quoteIdentifier(name)} r left join ${failures} f(line, problem) on f.line = r.line
      where ${staying} order by r.line, r.byte`,
  );
  await session.nameTable(name, table);
  if (session.rowsOf(name)?.rowCount === 0) await session.dropName(name);
}

function noted(receipt: Receipt, note: string): Receipt {
  return { ...receipt, notes: [note, ...receipt.notes] };
}

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

function placesOf(lines: readonly number[]): string {
  const more = lines.length - linesShown;
  return `line${lines.length === 1 ? "" : "s"} ${lines.slice(0, linesShown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

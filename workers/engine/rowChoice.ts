import type { Receipt, SourceRequest } from "../../lib/engine/protocol.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { type EngineSession, keptName, selectAll } from "./session.ts";
import { textOption } from "./sourceOptions.ts";
import { tagError } from "./tagError.ts";

/** Which columns and rows of a file become its relation: what a file too large for the memory is cut down to. */
export interface RowChoice {
  columns: readonly string[] | null;
  /** A predicate in SQL over the file's columns. */
  where: string | null;
}

/** The choice that a source's options make; null where it takes all. Throws an IngestError where they make no sense. */
export function rowChoice(request: Pick<SourceRequest, "options">): RowChoice | null {
  const columns = request.options?.columns ?? null;
  if (columns !== null && !isTexts(columns)) {
    throw new IngestError("The option columns of this source must be a list of names.");
  }
  const where = textOption(request, "where") ?? null;
  return columns === null && where === null ? null : { columns, where };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");
}

/** The SELECT of a choice from a relation in SQL. */
export function chosenSql({ columns, where }: RowChoice, from: string): string {
  const list = columns === null ? "*" : columns.map(quoteIdentifier).join(", ");
  return `select ${list} from ${from}${where === null ? "" : ` where (${where}\n)`}`;
}

/** A failure of the choice itself in words that say so; any other as it is. */
export function choiceError(thrown: unknown): unknown {
  const error = tagError(thrown);
  if (error.code !== "sql") return thrown;
  return new IngestError(`The choice of columns and rows of this source cannot be used: ${error.message}`);
}

/** Cuts a loaded relation down to a choice; answers its receipt anew. */
export async function narrow(
  session: EngineSession,
  receipt: Receipt,
  choice: RowChoice,
  signal: AbortSignal,
): Promise<Receipt> {
  const { relation } = receipt;
  const rows = relation === null ? undefined : session.rowsOf(relation);
  if (relation === null || !rows) return receipt;
  const query = chosenSql(choice, `(${selectAll(rows)})`);
  try {
    const columns = await session.describe(`(${query})`);
    if ("table" in rows.source) {
      const table = session.kept.newTable("s");
      await session.withConnection((connection) =>
        session.host.execute(connection, `create table ${keptName(table)} as ${query}`, { signal }),
      );
      const rowCount = await session.count(keptName(table));
      const from = columns.map(({ name }) => name);
      await session.setName(relation, session.keep({ columns, rowCount, source: { table, from } }), "source");
      return withoutLeft(receipt, receipt.loaded - rowCount);
    }
    if (rows.isUncounted) {
      const chosen = { columns, rowCount: 0, isUncounted: true, source: { query } };
      await session.setName(relation, session.keep(chosen), "source");
      return receipt;
    }
    const rowCount = await session.count(`(${query})`, { signal });
    await session.setName(relation, session.keep({ columns, rowCount, source: { query } }), "source");
    return withoutLeft(receipt, receipt.loaded - rowCount);
  } catch (thrown) {
    throw choiceError(thrown);
  }
}

/** A receipt that tells the rows left out by a choice apart: they are neither loaded nor rejected. */
export function withoutLeft(receipt: Receipt, left: number): Receipt {
  if (left === 0) return receipt;
  return {
    ...receipt,
    rows: receipt.rows - left,
    loaded: receipt.loaded - left,
    skipped: [...receipt.skipped, { reason: "left out by the filter", lines: left }],
  };
}

import { tableFromIPC } from "apache-arrow";
import type { EngineApi } from "../engine/protocol.ts";

/** One row of an answer, by the names of its columns: numbers, texts, booleans and null. */
export type AnswerRow = Readonly<Record<string, unknown>>;

/** Asks a SELECT and answers its rows; rejects with the engine's words where it fails. */
export type AskRows = (sql: string, maxRows: number) => Promise<AnswerRow[]>;

export function askRowsOf(select: EngineApi["select"]): AskRows {
  return async (sql, maxRows) => {
    const answer = await select(sql, maxRows);
    if (!answer.ok) throw new Error(answer.error.message);
    const table = tableFromIPC(answer.value.ipc);
    const columns = table.schema.fields.map(({ name }, at) => ({ name, values: table.getChildAt(at) }));
    return Array.from({ length: table.numRows }, (_, row) =>
      Object.fromEntries(columns.map(({ name, values }) => [name, plain(values?.get(row))])),
    );
  };
}

function plain(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : (value ?? null);
}

/** A count; 0 where there is none. */
export function numberAt(row: AnswerRow | undefined, name: string): number {
  const value = Number(row?.[name] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

export function textAt(row: AnswerRow | undefined, name: string): string | null {
  const value = row?.[name];
  return value === null || value === undefined ? null : String(value);
}

/** A number that may be missing. */
export function figureAt(row: AnswerRow | undefined, name: string): number | null {
  const value = row?.[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

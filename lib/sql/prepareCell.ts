import type { BoundValue, EngineError, Outcome } from "../engine/protocol.ts";
import { bindParams } from "./bindParams.ts";
import { errorPosition } from "./errorPosition.ts";
import { resolveFiles } from "./fileReferences.ts";
import { rewriteForEngine } from "./rewriteForEngine.ts";
import { type StatementFacts, statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";
import { applyTextEdits, type EditedText, lineAndColumn, offsetOf } from "./textEdits.ts";

/** One statement as the engine runs it. */
export interface PreparedStatement {
  sql: string;
  creates: StatementFacts["creates"];
  returnsRows: boolean;
  /** A SELECT that can stand inside CREATE TABLE AS. */
  isQuery: boolean;
  /** What running it came to, in words. */
  describe(changedRows: number | null): string;
  /** DuckDB's failure with its place in the cell's own text. `linesBefore` were put in front of the statement. */
  locate(error: EngineError, linesBefore: number): EngineError;
}

/** Splits a cell into statements and makes each ready to run: values bound, file names resolved, time calls rewritten. */
export function prepareCell(
  cellText: string,
  params: Readonly<Record<string, BoundValue>>,
  lookupFile: (path: string) => string | null,
): Outcome<PreparedStatement[]> {
  const prepared: PreparedStatement[] = [];
  for (const { text, start } of splitStatements(cellText)) {
    const facts = statementFacts(text);
    const bound = bindParams(text, params);
    if (!bound.ok) return { ok: false, error: shifted(bound.error, cellText, text, start) };
    const resolved = resolveFiles(bound.value.text, lookupFile);
    if (!resolved.ok)
      return {
        ok: false,
        error: placed(resolved.error, cellText, start + bound.value.toOriginal(resolved.at)),
      };
    const rewritten = rewriteForEngine(resolved.value.text);
    const steps = [rewritten, resolved.value, bound.value];
    prepared.push({
      sql: rewritten.text,
      creates: facts.creates,
      returnsRows: facts.returnsRows,
      isQuery: facts.kind === "select",
      describe: (changedRows) => describe(facts, changedRows),
      locate: (error, linesBefore) => locate(error, rewritten.text, steps, linesBefore, cellText, start),
    });
  }
  return { ok: true, value: prepared };
}

/** One bound SELECT from a TypeScript cell, ready to stand in parentheses, with the relations that it reads. */
export function prepareSelect(
  text: string,
  params: Readonly<Record<string, BoundValue>>,
): { sql: string; reads: string[] } {
  const statements = splitStatements(text);
  const [only] = statements;
  if (!only || statements.length > 1) throw new Error("A sql template holds one SELECT.");
  const facts = statementFacts(only.text);
  if (facts.kind !== "select")
    throw new Error("A sql template reads: it holds one SELECT and no other statement.");
  const bound = bindParams(only.text, params);
  if (!bound.ok) throw new Error(bound.error.message);
  return { sql: rewriteForEngine(bound.value.text).text, reads: facts.reads };
}

function locate(
  error: EngineError,
  sql: string,
  steps: readonly EditedText[],
  linesBefore: number,
  cellText: string,
  start: number,
): EngineError {
  const lines = sql.split("\n");
  const place = errorPosition(error.message, [...Array<string>(linesBefore).fill(""), ...lines]);
  const plain = { ...error, message: place.message };
  if (place.line === null || place.column === null) return plain;
  const line = Math.max(1, place.line - linesBefore);
  let offset = offsetOf(sql, line, place.column);
  for (const step of steps) offset = step.toOriginal(offset);
  return { ...plain, ...lineAndColumn(cellText, start + offset), length: place.length ?? 1 };
}

/** An error placed in a statement, placed in the cell. */
function shifted(error: EngineError, cellText: string, text: string, start: number): EngineError {
  return placed(error, cellText, start + offsetOf(text, error.line ?? 1, error.column ?? 1));
}

function placed(error: EngineError, cellText: string, offset: number): EngineError {
  return { ...error, ...lineAndColumn(cellText, offset) };
}

function describe({ kind, creates, writes, drops }: StatementFacts, changedRows: number | null): string {
  const rows =
    changedRows === null ? null : `${changedRows.toLocaleString("en")} ${changedRows === 1 ? "row" : "rows"}`;
  const [made] = creates;
  if (made)
    return `Created ${made.kind} ${made.name}${rows && made.kind === "table" ? ` with ${rows}` : ""}.`;
  if (kind === "insert") return `Added ${rows ?? "rows"} to ${writes[0] ?? "a table"}.`;
  if (kind === "update") return `Changed ${rows ?? "rows"} of ${writes[0] ?? "a table"}.`;
  if (kind === "delete") return `Deleted ${rows ?? "rows"} from ${writes[0] ?? "a table"}.`;
  if (kind === "drop") return `Dropped ${drops[0] ?? "it"}.`;
  return "Done.";
}

/** Edits that change nothing. */
export const unchanged = (text: string): EditedText => applyTextEdits(text, []);

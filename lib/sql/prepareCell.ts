import type { BoundValue, EngineError, Outcome } from "../engine/protocol.ts";
import { bindParams } from "./bindParams.ts";
import { computesWhole } from "./computesWhole.ts";
import { errorPosition } from "./errorPosition.ts";
import { explainAsJson } from "./explainedText.ts";
import { resolveFiles } from "./fileReferences.ts";
import { repairTime } from "./repairTime.ts";
import { type EngineText, rewriteForEngine } from "./rewriteForEngine.ts";
import { type StatementFacts, statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";
import { applyEdits, lineColumnAt, offsetAt, type PositionMap, throughBoth } from "./textEdits.ts";

/** One statement as the engine runs it. */
export interface PreparedStatement {
  sql: string;
  creates: StatementFacts["creates"];
  returnsRows: boolean;
  /** A SELECT that can stand inside CREATE TABLE AS. */
  isQuery: boolean;
  /** A SELECT of which no row is known before all are; false where only its plan can tell. */
  computesWhole: boolean;
  /** Time zones that it names; see zoneVariablesSql, to be run on every connection that runs the statement. */
  zones: string[];
  /** What running it came to, in words. */
  describe(changedRows: number | null): string;
  /**
   * DuckDB's failure with its place in the cell's own text. `linesBefore` were put in front of the statement, and `as` is
   * how it was sent where parts of it were blanked.
   */
  locate(error: EngineError, linesBefore: number, as?: string): EngineError;
  /** The statement again where it failed only for want of ICU and can be put otherwise; null for any other failure. */
  repair(error: EngineError, linesBefore: number, as?: string): PreparedStatement | null;
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
    const inCell: PositionMap = (offset) => start + offset;
    const bound = bindParams(text, params);
    if (!bound.ok) return failure(bound.error, text, inCell, cellText);
    const toText = throughBoth(inCell, bound.value.map);
    const resolved = resolveFiles(bound.value.sql, (_, path) => lookupFile(path));
    if (!resolved.ok) return failure(resolved.error, bound.value.sql, toText, cellText);
    const toBound = throughBoth(toText, resolved.value.map);
    const rewritten = rewriteForEngine(resolved.value.sql);
    const [problem] = rewritten.problems;
    if (problem) return failure(problem, resolved.value.sql, toBound, cellText);
    const toResolved = throughBoth(toBound, rewritten.map);
    const asked = facts.kind === "explain" ? explainAsJson(rewritten.text) : applyEdits(rewritten.text, []);
    const engineText = { text: asked.text, zones: rewritten.zones };
    prepared.push(statement(facts, engineText, throughBoth(toResolved, asked.map), cellText));
  }
  return { ok: true, value: prepared };
}

function statement(
  facts: StatementFacts,
  { text, zones }: Pick<EngineText, "text" | "zones">,
  map: PositionMap,
  cellText: string,
): PreparedStatement {
  const place = (error: EngineError, linesBefore: number, as = text) => {
    const shift = linesBefore === 0 ? 0 : linePrefix.length * linesBefore;
    const sent = linePrefix.repeat(linesBefore) + as;
    return errorPosition(error.message, sent, (offset) => map(Math.max(0, offset - shift)), cellText);
  };
  return {
    sql: text,
    creates: facts.creates,
    returnsRows: facts.returnsRows,
    isQuery: facts.kind === "select",
    computesWhole: facts.kind === "select" && computesWhole(text),
    zones,
    describe: (changedRows) => outcomeText(facts, changedRows),
    locate(error, linesBefore, as) {
      const { message, line, column, length, hint } = place(error, linesBefore, as);
      const found: EngineError = { ...error, message };
      if (hint !== undefined) found.hint = hint;
      return line === undefined || column === undefined
        ? found
        : { ...found, line, column, length: length ?? 1 };
    },
    repair(error, linesBefore, as) {
      const { message, sentOffset } = place(error, linesBefore, as);
      const shift = linePrefix.length * linesBefore;
      const offset = sentOffset === null ? null : sentOffset - shift;
      const repaired = repairTime(text, { message, offset });
      if (!repaired) return null;
      return statement(facts, { text: repaired.text, zones }, throughBoth(map, repaired.map), cellText);
    },
  };
}

// What stands in the line before does not matter: DuckDB's picture names the line, and this gives it one.
const linePrefix = "\n";

function failure<T>(error: EngineError, text: string, map: PositionMap, cellText: string): Outcome<T> {
  const offset = map(offsetAt(text, error.line ?? 1, error.column ?? 1));
  return { ok: false, error: { ...error, ...lineColumnAt(cellText, offset) } };
}

function outcomeText({ kind, creates, writes, drops }: StatementFacts, changedRows: number | null): string {
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

import { errorPosition } from "../errorPosition.ts";
import { repairTime } from "../repairTime.ts";
import { rewriteForEngine } from "../rewriteForEngine.ts";
import { zoneVariablesSql } from "../time/zoneMacro.ts";
import { zoneTransitions } from "../time/zoneOffsets.ts";
import type { Answer, WasmDuckDB } from "./wasmDuckDB.ts";

/** Runs a SELECT as the app does: rewritten, with its zones set, and repaired as often as its errors can be. */
export async function answerSql(
  engine: WasmDuckDB,
  sql: string,
): Promise<Answer<{ types: string[]; rows: (string | null)[][] }>> {
  const rewritten = rewriteForEngine(sql);
  const [problem] = rewritten.problems;
  if (problem) return { status: "error", message: problem.message };
  for (const name of rewritten.zones) {
    const zone = zoneTransitions(name);
    for (const statement of zone ? zoneVariablesSql(zone) : []) await engine.query(statement);
  }
  let text = rewritten.text;
  for (;;) {
    // DESCRIBE stands on the line before, so that offsets can be told apart from the statement's own.
    const types = await engine.query(`DESCRIBE ${text}`);
    const answer =
      types.status === "ok" ? await engine.query(`SELECT COLUMNS(*)::VARCHAR FROM (${text})`) : types;
    if (types.status === "ok" && answer.status === "ok")
      return {
        status: "ok",
        value: { types: types.value.rows.map((row) => row[1] ?? ""), rows: answer.value.rows },
      };
    if (answer.status !== "error") return answer.status === "ok" ? { status: "hang" } : answer;
    const before = types.status === "ok" ? "SELECT COLUMNS(*)::VARCHAR FROM (" : "DESCRIBE ";
    const sent = types.status === "ok" ? `${before}${text})` : `${before}${text}`;
    const { message, sentOffset } = errorPosition(answer.message, sent, (offset) => offset, sent);
    const repaired = repairTime(text, {
      message,
      offset: sentOffset === null ? null : sentOffset - before.length,
    });
    if (!repaired) return { status: "error", message };
    text = repaired.text;
  }
}

import { applyTextEdits, type EditedText } from "./textEdits.ts";

export function rewriteForEngine(sql: string): EditedText {
  return applyTextEdits(sql, []);
}

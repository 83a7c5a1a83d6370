import type { RowFix } from "../../../lib/engine/rejectedRow.ts";
import { type EngineSession, keptName } from "../session.ts";
import type { Menders } from "./rejectedRows.ts";

/** Why each corrected text would not load, or null where it would; nothing is kept of them. */
export async function tryFixes(
  session: EngineSession,
  { readers, isMany }: Menders,
  fixes: readonly RowFix[],
): Promise<(string | null)[]> {
  const verdicts: (string | null)[] = fixes.map(() => "its file is not at hand");
  const byFile = new Map<string, number[]>();
  for (const [index, { key }] of fixes.entries()) {
    const path = isMany ? key.replace(/:\d+$/, "") : "";
    const indexes = byFile.get(path);
    if (indexes) indexes.push(index);
    else byFile.set(path, [index]);
  }
  for (const [path, indexes] of byFile) {
    const reader = readers.get(path);
    if (!reader) continue;
    const { table, problems } = await reader.read(indexes.map((index) => fixes[index]?.text ?? ""));
    if (table !== null) await session.control(`drop table if exists ${keptName(table)}`);
    for (const [at, index] of indexes.entries()) verdicts[index] = problems.get(at) ?? null;
  }
  return verdicts;
}

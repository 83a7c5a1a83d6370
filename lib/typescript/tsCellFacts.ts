import { analyse } from "./analyse.ts";

/**
 * What a TypeScript cell reads and, besides the relation of its own name, defines (its exported values).
 * `reads` are names as written. A text with a syntax error reads and defines nothing: it cannot run.
 */
export function tsCellFacts(source: string): { reads: string[]; defines: string[] } {
  const analysis = analyse(source);
  if (!analysis.ok) return { reads: [], defines: [] };
  const { free, sqlReads, exports } = analysis.value;
  return { reads: [...new Set([...free, ...sqlReads])], defines: exports.map(({ exported }) => exported) };
}

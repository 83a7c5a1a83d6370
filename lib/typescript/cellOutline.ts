import type { EngineError } from "../engine/protocol.ts";
import { analyse } from "./analyse.ts";

/** What editors need to know of a TypeScript cell's text. */
export interface CellOutline {
  /** Names that it uses and does not declare. */
  names: readonly string[];
  /** Values that it exports by name. */
  exports: readonly string[];
  /** Where `export default` stands, both from 1; null where there is none. */
  defaultAt: { line: number; column: number } | null;
  /** The texts of its `sql` templates, with `{{p0}}`, `{{p1}}`… where values go in. */
  sqlTexts: readonly string[];
}

/** The outline of a cell's text, or why it cannot run as it is. */
export function cellOutline(source: string): { outline: CellOutline | null; error: EngineError | null } {
  const analysed = analyse(source);
  if (!analysed.ok) return { outline: null, error: analysed.error };
  const { free, globals, exports, program, transpiled, defaultExport, sqlTexts } = analysed.value;
  const statement = program.body.find((node) => node.type === "ExportDefaultDeclaration");
  const start = statement?.loc?.start;
  const at = start ? { line: start.line, column: transpiled.columns(start.line, start.column) + 1 } : null;
  return {
    outline: {
      names: [...free, ...globals],
      exports: exports.map(({ exported }) => exported),
      // `export { rows as default }` has no place of its own.
      defaultAt: defaultExport === null ? null : (at ?? { line: 1, column: 1 }),
      sqlTexts,
    },
    error: null,
  };
}

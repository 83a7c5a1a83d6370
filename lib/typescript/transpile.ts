import { transform } from "sucrase";
import type { EngineError, Outcome } from "../engine/protocol.ts";
import { type SourceColumns, sourceColumns } from "./sourceColumns.ts";

/** A cell's text as JavaScript with the same lines; `columns` leads back to the columns of the TypeScript. */
export interface Transpiled {
  js: string;
  columns: SourceColumns;
}

/** TypeScript to JavaScript: types go, lines stay. Errors carry line and column in the source, both from 1. */
export function transpile(source: string): Outcome<Transpiled> {
  let code: string;
  let mappings = "";
  try {
    const result = transform(source, {
      transforms: ["typescript"],
      disableESTransforms: true,
      // Imports are refused later, by name; left to itself sucrase would drop the unused ones in silence.
      keepUnusedImports: true,
      filePath: "cell.ts",
      sourceMapOptions: { compiledFilename: "cell.js" },
    });
    code = result.code;
    mappings = result.sourceMap?.mappings ?? "";
  } catch (thrown) {
    return { ok: false, error: syntaxError(thrown) };
  }
  const lost = removedNamespace(source, code);
  if (lost) return { ok: false, error: lost };
  return { ok: true, value: { js: code, columns: sourceColumns(mappings) } };
}

/** An error of sucrase or acorn as data: both append their position to the message. */
export function syntaxError(thrown: unknown): EngineError {
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  const message = said
    .replace(/^Error transforming [^:]*: /, "")
    .replace(/\s*\(\d+:\d+\)$/, "")
    .trim();
  const position = positionOf(thrown);
  return { code: "sql", message: message === "" ? "This is not TypeScript." : message, ...position };
}

function positionOf(thrown: unknown): { line: number; column: number } | undefined {
  if (typeof thrown !== "object" || thrown === null || !("loc" in thrown)) return undefined;
  const { loc } = thrown;
  if (typeof loc !== "object" || loc === null || !("line" in loc) || !("column" in loc)) return undefined;
  return { line: Number(loc.line), column: Math.max(1, Number(loc.column)) };
}

/**
 * sucrase deletes `namespace X {…}` in silence. What looks like one and is gone from its line was code;
 * in a string or a comment it would still stand there.
 */
function removedNamespace(source: string, code: string): EngineError | null {
  if (!/\b(?:namespace|module)\b/.test(source)) return null;
  const codeLines = code.split("\n");
  for (const [i, line] of source.split("\n").entries()) {
    const found = /(^|[;{}]|\bexport)\s*((?:namespace|module)\s+[\p{L}_$][\p{L}\p{N}_$.]*)\s*(?:\{|$)/u.exec(
      line,
    );
    const text = found?.[2];
    if (!found || !text || codeLines[i]?.includes(text)) continue;
    return {
      code: "sql",
      message: "Namespaces are not available in cells.",
      line: i + 1,
      column: line.indexOf(text) + 1,
      length: text.length,
      hint: "Use an object, or top-level functions and constants.",
    };
  }
  return null;
}

/** DuckDB's message without its drawing of the place, and the place: line and column from 1 in the text DuckDB was given. */
export interface PlacedMessage {
  message: string;
  line: number | null;
  column: number | null;
  length: number | null;
}

const drawing = /\n+LINE (\d+): ([^\n]*)\n([^\n^]*)\^[^\n]*(?:\n|$)/;

/**
 * Takes `LINE 3: select nope …` with its caret off a message of DuckDB and reads the place from it.
 * `sqlLines` are the lines that DuckDB was given: it cuts long ones in its drawing (`...`), so the column is found
 * again in the real line.
 */
export function errorPosition(raw: string, sqlLines: readonly string[]): PlacedMessage {
  const text = plainText(raw);
  const found = drawing.exec(text);
  const message = text.replace(new RegExp(drawing.source, "g"), "\n").trim();
  if (!found) return { message, line: null, column: null, length: null };
  const line = Number(found[1]);
  const drawn = found[2] ?? "";
  const caret = (found[3] ?? "").length - `LINE ${line}: `.length;
  const real = sqlLines[line - 1] ?? "";
  const column = columnInLine(real, drawn, caret);
  const rest = real.slice(column);
  const word = /^(?:"(?:[^"]|"")*"|[\p{L}\p{N}_$.]+|\S)/u.exec(rest)?.[0] ?? "";
  return { message, line, column: column + 1, length: Math.max(1, word.length) };
}

/** Parser errors come as JSON: {"exception_type":"Parser","exception_message":"…"}. */
function plainText(raw: string): string {
  if (!raw.startsWith("{")) return raw;
  try {
    const parsed: unknown = JSON.parse(raw);
    if (typeof parsed !== "object" || parsed === null) return raw;
    const { exception_type: type, exception_message: message } = parsed as Record<string, unknown>;
    return typeof message === "string"
      ? `${typeof type === "string" ? `${type} Error: ` : ""}${message}`
      : raw;
  } catch {
    return raw;
  }
}

function columnInLine(real: string, drawn: string, caret: number): number {
  const isCut = drawn.startsWith("...");
  if (!isCut) return Math.max(0, Math.min(caret, real.length));
  const shown = drawn.replace(/^\.\.\./, "").replace(/\.\.\.$/, "");
  const at = real.indexOf(shown);
  return at < 0 ? 0 : Math.max(0, Math.min(at + caret - 3, real.length));
}

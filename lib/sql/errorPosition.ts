import { neededExtension, placeOfNeed, sayNeeded } from "./neededExtension.ts";
import { lineColumnAt, type PositionMap } from "./textEdits.ts";
import { tokenize } from "./tokenize.ts";

/** DuckDB's error taken apart. `line` and `column` count from 1 in the cell's text; absent where DuckDB names no place. */
export interface PlacedError {
  /** DuckDB's kind of error, e.g. "Binder", "Out of Memory"; "" where it gives none. */
  type: string;
  message: string;
  line?: number;
  column?: number;
  length?: number;
  hint?: string;
  /** The offset in the statement as it was sent (UTF-16 units); null where DuckDB names none. */
  sentOffset: number | null;
}

/**
 * The message and place of an error, from JSON (`SET errors_as_json=true`) or from text with its "LINE n: … ^" picture.
 * `sent` is the statement that DuckDB got, `map` leads from its offsets to those of `cell`.
 */
export function errorPosition(errorText: string, sent: string, map: PositionMap, cell: string): PlacedError {
  const raw = fromJson(errorText, sent) ?? fromPicture(errorText, sent);
  const need = neededExtension(raw.message, sent);
  const { message, hint } = need ? sayNeeded(need) : readable(raw.message);
  const offset = raw.offset ?? (need && placeOfNeed(need, sent));
  const error: PlacedError = {
    type: raw.type,
    message: raw.type === "" || need ? message : `${raw.type} Error: ${message}`,
    sentOffset: offset,
  };
  if (hint !== undefined) error.hint = hint;
  if (offset === null) return error;
  const start = map(offset);
  const token = tokenize(cell).find((t) => t.start <= start && start < t.end);
  const known = token && token.kind !== "space";
  return {
    ...error,
    ...lineColumnAt(cell, known ? Math.max(token.start, start) : start),
    length: known ? token.end - start : 1,
  };
}

interface RawError {
  type: string;
  message: string;
  offset: number | null;
}

function fromJson(text: string, sent: string): RawError | null {
  const open = text.indexOf('{"exception_type"');
  if (open < 0) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.slice(open, text.lastIndexOf("}") + 1));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  const field = (name: string) => Object.entries(parsed).find(([key]) => key === name)?.[1];
  const position = field("position");
  const bytes = position === undefined ? Number.NaN : Number(position);
  return {
    type: String(field("exception_type") ?? ""),
    message: String(field("exception_message") ?? ""),
    offset: Number.isInteger(bytes) && bytes >= 0 ? offsetOfByte(sent, bytes) : null,
  };
}

/** DuckDB counts UTF-8 bytes, editors count UTF-16 units. */
function offsetOfByte(text: string, byte: number): number {
  let bytes = 0;
  let offset = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes + size > byte) break;
    bytes += size;
    offset += char.length;
  }
  return offset;
}

function fromPicture(text: string, sent: string): RawError {
  const head = /^(?:Error: )?([A-Z][A-Za-z ]*?) Error: /.exec(text);
  const type = head?.[1] ?? "";
  const body = head ? text.slice(head[0].length) : text;
  const picture = /\n*^LINE (\d+): (.*)\n( *)\^/m.exec(body);
  if (!picture) return { type, message: body.trim(), offset: null };
  const message = body.slice(0, picture.index).trim();
  const lines = sent.split("\n");
  const line = Number(picture[1]);
  const lineText = lines[line - 1] ?? "";
  const excerpt = (picture[2] ?? "").replace(/\.\.\.$/, "");
  const isCut = excerpt.startsWith("...") && !lineText.startsWith(excerpt);
  const shown = isCut ? excerpt.slice(3) : excerpt;
  // Where the picture begins in the line; negative where something was put before the statement on its first line.
  const found = lineText.indexOf(shown);
  const begins = found >= 0 ? found : -Math.max(0, shown.indexOf(lineText.slice(0, 20)));
  const column = (picture[3]?.length ?? 0) - `LINE ${line}: `.length - (isCut ? 3 : 0) + begins;
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { type, message, offset: before + Math.max(0, Math.min(column, lineText.length)) };
}

// Some of DuckDB's terms are not the user's.
function readable(message: string): { message: string; hint?: string } {
  if (message.includes("getvariable requires a constant input"))
    return {
      message: "The name of a time zone must be written in the statement, not read from a column.",
      hint: "Write it as text in quotes, e.g. AT TIME ZONE 'Europe/Paris', with a CASE where rows differ.",
    };
  if (
    /TIMESTAMP WITH TIME ZONE/.test(message) &&
    /Unimplemented type for cast|No function matches/.test(message)
  )
    return {
      message,
      hint: "Cast the value to TIMESTAMP first: (value)::TIMESTAMP is the same instant in UTC.",
    };
  return { message };
}

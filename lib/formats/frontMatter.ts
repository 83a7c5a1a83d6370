import { type Document, isMap, parseDocument } from "yaml";
import { NotebookParseError } from "./NotebookParseError.ts";
import { isBlank, splitLines } from "./textLines.ts";

/** A text's front matter, taken apart; `head + yaml + tail` are the first characters of the text. */
export interface FrontMatter {
  /** A byte order mark, where there is one, and the opening line. */
  readonly head: string;
  readonly yaml: string;
  /** The closing line. */
  readonly tail: string;
  readonly document: Document.Parsed;
}

const byteOrderMark = "\uFEFF";

/**
 * The front matter that a text begins with; null where it begins with none, which is also so for prose between two rules.
 * Throws NotebookParseError where it stands there but is not YAML.
 */
export function findFrontMatter(text: string): FrontMatter | null {
  const start = text.startsWith(byteOrderMark) ? 1 : 0;
  if (!text.startsWith("---", start)) return null;
  // Lines are wanted only up to the closing one, but the text may be a large file that merely begins with a rule.
  const lines = splitLines(text.slice(start));
  const [first] = lines;
  if (!first || !isRuleLine(first.text, "---")) return null;
  const close = lines.findIndex(
    ({ text: line }, at) => at > 0 && (isRuleLine(line, "---") || isRuleLine(line, "...")),
  );
  if (close < 0) return null;
  const joined = (from: number, to: number) =>
    lines
      .slice(from, to)
      .map((line) => line.text + line.end)
      .join("");
  const yaml = joined(1, close);
  const document = parseYaml(yaml, 2);
  if (document.contents !== null && !isMap(document.contents)) return null;
  return { head: text.slice(0, start) + joined(0, 1), yaml, tail: joined(close, close + 1), document };
}

/** Parses YAML that begins on the given line of the file. */
function parseYaml(yaml: string, firstLine: number): Document.Parsed {
  // A lone CR ends a line in YAML too, but not for this parser. The length stays, so places in the text do as well.
  const text = yaml.replace(/\r(?!\n)/g, "\n");
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, logLevel: "silent" });
    // Aliases are resolved only here: unknown ones, and ones that multiply without end, are errors as well.
    if (document.errors.length === 0) document.toJS();
  } catch (thrown) {
    const reason = thrown instanceof RangeError ? "it is nested too deeply" : messageOf(thrown);
    throw new NotebookParseError(`The front matter cannot be read: ${reason}.`, firstLine - 1);
  }
  const [error] = document.errors;
  if (!error) return document;
  const line = firstLine + splitLines(text.slice(0, error.pos[0])).filter(({ end }) => end !== "").length;
  throw new NotebookParseError(
    `The front matter is not valid YAML: ${error.message.replace(/\.$/, "")}.`,
    line,
  );
}

function isRuleLine(line: string, rule: string): boolean {
  return line.startsWith(rule) && isBlank(line.slice(rule.length));
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

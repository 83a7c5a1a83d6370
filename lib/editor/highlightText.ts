import { jsonLanguage } from "./jsonLanguage.ts";
import { type LineLanguage, lexLine, type TokenKind } from "./lexLine.ts";
import { markdownLanguage } from "./markdownLanguage.ts";
import { sqlLanguage } from "./sqlLanguage.ts";
import { typescriptLanguage } from "./typescriptLanguage.ts";
import { yamlLanguage } from "./yamlLanguage.ts";

/** The languages that cells are written in. */
export type EditorLanguage = "sql" | "typescript" | "markdown" | "json" | "yaml";

/** The rules of each language. */
export const lineLanguages: Readonly<Record<EditorLanguage, LineLanguage>> = {
  sql: sqlLanguage,
  typescript: typescriptLanguage,
  markdown: markdownLanguage,
  json: jsonLanguage,
  yaml: yamlLanguage,
};

/** The text in coloured pieces, line ends included: joined, they are the text again. */
export function highlightText(text: string, language: EditorLanguage): { text: string; kind: TokenKind }[] {
  const pieces: { text: string; kind: TokenKind }[] = [];
  const add = (piece: string, kind: TokenKind) => {
    const last = pieces.at(-1);
    if (last && (last.kind === kind || piece === "\n")) last.text += piece;
    else if (piece !== "") pieces.push({ text: piece, kind });
  };
  let mode = "";
  text.split("\n").forEach((line, index) => {
    if (index > 0) add("\n", "text");
    const lexed = lexLine(lineLanguages[language], line, mode);
    mode = lexed.mode;
    lexed.tokens.forEach(({ start, kind }, at) => {
      add(line.slice(start, lexed.tokens[at + 1]?.start ?? line.length), kind);
    });
  });
  return pieces;
}

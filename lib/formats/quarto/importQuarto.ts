import type { Outcome } from "../../engine/protocol.ts";
import { type NameHint, nameCells } from "../cellNaming.ts";
import { type ImportedNotebook, refusedImport } from "../importedNotebook.ts";
import { printInfo } from "../infoString.ts";
import { codeKind } from "../ipynb/readCell.ts";
import { NotebookParseError, parseNotebook } from "../parseNotebook.ts";
import { type FencedBlock, fencedBlocks, rewriteFences } from "../rewriteFences.ts";

/** What stands between the braces: a language, perhaps a label, and options. */
const braced = /^\{[ \t]*\.?([A-Za-z][^\s,}=]*)(.*)\}$/;
/** `#| label: name`, with the mark of a comment in the cell's language. */
const labelLine = /^[ \t]*(?:#|--|\/\/)\|[ \t]*label:[ \t]*["']?([^"'\r\n]+?)["']?[ \t]*$/;

/** Reads a Quarto or R Markdown document: its blocks of code become cells, and all its prose stays as it is. */
export function importQuarto(text: string): Outcome<ImportedNotebook> {
  try {
    const blocks = fencedBlocks(text).map(cellOf);
    const names = nameCells(blocks.map((cell) => (cell === null ? "none" : cell.name)));
    const rewritten = rewriteFences(text, (_, at) => {
      const kind = blocks[at]?.kind;
      return kind === undefined ? null : { info: printInfo({ kind, name: names[at] ?? "", options: {} }) };
    });
    return { ok: true, value: { document: parseNotebook(rewritten), assets: null, notes: [] } };
  } catch (thrown) {
    if (!(thrown instanceof NotebookParseError)) throw thrown;
    return refusedImport(`The document cannot be read. ${thrown.message}`, "Correct its front matter.");
  }
}

/** null for a block that Quarto shows and does not run. */
function cellOf({ fence, lines }: FencedBlock): { kind: string; name: NameHint } | null {
  const [, language, rest = ""] = braced.exec(fence.info) ?? [];
  // `{.python}` and `{=html}` are blocks that are only shown.
  if (language === undefined || /^\{[ \t]*[.=]/.test(fence.info)) return null;
  const kind = codeKind(language);
  if (kind === "mermaid" || kind === "dot") return null;
  const label =
    lines.map((line) => labelLine.exec(line)?.[1]).find((found) => found !== undefined) ??
    /(?:^|,)[ \t]*label[ \t]*=[ \t]*["']?([^"',}]+)/.exec(rest)?.[1] ??
    /^[ \t]*,?[ \t]*([^\s,=}"']+)[ \t]*(?:,|$)/.exec(rest)?.[1] ??
    // The result of SQL goes to a variable by this name in R Markdown.
    /output\.var[ \t]*=[ \t]*["']([^"']+)/.exec(rest)?.[1];
  return { kind, name: label === undefined ? null : { wanted: label } };
}

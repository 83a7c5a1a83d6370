import { printNotebook } from "../formats/printNotebook.ts";
import type { Cell } from "../notebook/document.ts";

/** Cells as the text of an `.nb.md` file without front matter: what is put on the clipboard. */
export function copiedText(cells: readonly Cell[]): string {
  return printNotebook({
    title: "",
    sources: {},
    cells: cells.map((cell) => ({ ...cell, layout: null })),
    frontMatter: "",
    lineEnd: "\n",
  });
}

/** The same as HTML, by which a notebook tells copied cells from any other text with fences in it. */
export function copiedHtml(text: string): string {
  const escaped = text.replace(/[&<>]/g, (mark) => (mark === "&" ? "&amp;" : mark === "<" ? "&lt;" : "&gt;"));
  return `<pre data-eider="cells">${escaped}</pre>`;
}

/** Whether HTML from the clipboard stands beside cells that a notebook copied. */
export function isCopiedHtml(html: string): boolean {
  return /<pre\b[^>]*\bdata-eider="cells"/.test(html);
}

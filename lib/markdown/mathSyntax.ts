import type { TokenizerAndRendererExtension } from "marked";

// Pandoc's rule for single dollars, so that "it cost $5 and $6" stays money: no blank inside either dollar,
// and no digit after the closing one.
const inline = /^\$(?![\s$])((?:\\[\s\S]|[^\\$])*?[^\s\\$]|[^\s\\$])\$(?![\d$])/;
const display = /^\$\$((?:\\[\s\S]|[^\\$]|\$(?!\$))+?)\$\$/;
const block = /^ {0,3}\$\$[ \t]*\n?((?:\\[\s\S]|[^\\$]|\$(?!\$))+?)\n?[ \t]*\$\$[ \t]*(?:\n+|$)/;

/** `$…$` within a line, and `$$…$$` within a line or standing alone, as tokens "math" and "mathBlock" with their TeX as text. */
export const mathSyntax: TokenizerAndRendererExtension[] = [
  {
    name: "mathBlock",
    level: "block",
    start: (source) => {
      const at = source.search(/(?:^|\n) {0,3}\$\$/);
      return at < 0 ? undefined : at;
    },
    tokenizer: (source) => {
      const found = block.exec(source);
      if (found) return { type: "mathBlock", raw: found[0], text: (found[1] ?? "").trim() };
    },
  },
  {
    name: "math",
    level: "inline",
    start: (source) => {
      const at = source.indexOf("$");
      return at < 0 ? undefined : at;
    },
    tokenizer: (source) => {
      const found = display.exec(source) ?? inline.exec(source);
      if (found) return { type: "math", raw: found[0], text: (found[1] ?? "").trim() };
    },
  },
];

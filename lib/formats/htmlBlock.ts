/** Where an HTML block of Markdown ends: at a blank line, or with the line that matches. */
export type HtmlEnd = "blank" | RegExp;

const blockTags =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
  "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|" +
  "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";

const kinds: readonly { begins: RegExp; ends: HtmlEnd }[] = [
  { begins: /^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, ends: /<\/(?:script|pre|style|textarea)>/i },
  { begins: /^<!--/, ends: /-->/ },
  { begins: /^<\?/, ends: /\?>/ },
  { begins: /^<![A-Za-z]/, ends: />/ },
  { begins: /^<!\[CDATA\[/, ends: /\]\]>/ },
  { begins: new RegExp(`^</?(?:${blockTags})(?:[\\s>]|/>|$)`, "i"), ends: "blank" },
];

const loneTag =
  /^<(?:[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?|\/[A-Za-z][A-Za-z0-9-]*\s*)>\s*$/;
const maxTagLength = 4096;

/** Where the HTML block that this line (without indentation) begins will end; null where it begins none. */
export function htmlBlockEnd(line: string, isAfterText: boolean): HtmlEnd | null {
  if (!line.startsWith("<")) return null;
  const kind = kinds.find(({ begins }) => begins.test(line));
  if (kind) return kind.ends;
  // A tag alone on its line is a block too, but only between paragraphs.
  return !isAfterText && line.length <= maxTagLength && loneTag.test(line) ? "blank" : null;
}

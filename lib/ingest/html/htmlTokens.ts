/** A piece of HTML: text as written, or a tag by its lower-case name. */
export type HtmlToken =
  | { kind: "text"; text: string }
  | { kind: "open"; name: string; attributes: string }
  | { kind: "close"; name: string };

/** Elements whose content is no text of the page; it ends only with their own end tag. */
const raw = new Set([
  "script",
  "style",
  "template",
  "noscript",
  "textarea",
  "title",
  "iframe",
  "svg",
  "math",
]);
const tagName = /[a-zA-Z][^\s/>]*/y;

/**
 * Cuts HTML into tags and text, in one pass and for any input: what is no tag is text; what a comment or a raw element
 * holds is left out. No document is made, so nothing in it can run or be fetched.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  let textFrom = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) break;
    const next = html.charCodeAt(open + 1);
    let end: number;
    let token: HtmlToken | null = null;
    if (next === 33 || next === 63) {
      end = afterMarkup(html, open);
    } else {
      const isClose = next === 47;
      tagName.lastIndex = open + (isClose ? 2 : 1);
      const name = tagName.exec(html)?.[0];
      if (name === undefined) {
        // "<" that begins no tag is text, as in "a < b".
        at = open + 1;
        continue;
      }
      const from = tagName.lastIndex;
      end = afterTag(html, from);
      const lower = name.toLowerCase();
      const attributes = html.slice(from, end - 1);
      token = isClose ? { kind: "close", name: lower } : { kind: "open", name: lower, attributes };
      if (!isClose && raw.has(lower) && !attributes.endsWith("/")) end = afterRaw(html, end, lower);
    }
    if (open > textFrom) yield { kind: "text", text: html.slice(textFrom, open) };
    if (token) yield token;
    at = end;
    textFrom = end;
  }
  if (textFrom < html.length) yield { kind: "text", text: html.slice(textFrom) };
}

/** The value of an attribute, with its references still written out; null where it is not there. */
export function attribute(attributes: string, name: string): string | null {
  const pattern = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  for (const [, key = "", double, single, bare] of attributes.matchAll(pattern)) {
    if (key.toLowerCase() === name) return double ?? single ?? bare ?? "";
  }
  return null;
}

/** Where a comment, a doctype, a CDATA section or a processing instruction ends. */
function afterMarkup(html: string, open: number): number {
  const closing = html.startsWith("<!--", open) ? "-->" : html.startsWith("<![CDATA[", open) ? "]]>" : ">";
  const end = html.indexOf(closing, open + 2);
  return end < 0 ? html.length : end + closing.length;
}

/** Where a tag ends; quotes may hold ">". A tag that is cut off ends with the text. */
function afterTag(html: string, from: number): number {
  let quote = 0;
  let afterEquals = false;
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at + 1;
    else if ((code === 34 || code === 39) && afterEquals) quote = code;
    // A quote opens a value only behind "="; elsewhere it is a slip that must not swallow the page.
    if (code === 61) afterEquals = true;
    else if (code > 32) afterEquals = false;
  }
  return html.length;
}

/** Where the end tag of a raw element begins. */
function afterRaw(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}(?=[\\s/>]|$)`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

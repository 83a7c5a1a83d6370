import { htmlCharacters } from "../../ingest/html/htmlCharacters.ts";

/** An element of a Notebook Kit file, with its attributes as they are meant. */
export interface KitElement {
  readonly name: "notebook" | "title" | "script";
  readonly attributes: ReadonlyMap<string, string>;
  /** What stands inside a title or a script; "" for the notebook. */
  readonly content: string;
}

const opening = /<(notebook|title|script|style|textarea|template)(?=[\s/>])|<!--/gi;
const attributePattern = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?|(>)/g;

/** The elements of a Notebook Kit file in their order. The text is cut and nothing of it becomes a document. */
export function kitElements(html: string): KitElement[] {
  const elements: KitElement[] = [];
  let at = 0;
  for (;;) {
    opening.lastIndex = at;
    const open = opening.exec(html);
    if (!open) return elements;
    const name = open[1]?.toLowerCase();
    if (name === undefined) {
      const end = html.indexOf("-->", open.index + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const tag = tagAt(html, opening.lastIndex);
    if (name === "notebook") {
      elements.push({ name, attributes: tag.attributes, content: "" });
      at = tag.end;
      continue;
    }
    const close = new RegExp(`</${name}(?=[\\s/>])`, "gi");
    close.lastIndex = tag.end;
    const end = close.exec(html)?.index ?? html.length;
    const content = html.slice(tag.end, end);
    if (name === "title")
      elements.push({ name, attributes: tag.attributes, content: htmlCharacters(content) });
    if (name === "script") elements.push({ name, attributes: tag.attributes, content });
    at = end;
    if (end === html.length) return elements;
    at = html.indexOf(">", end) + 1 || html.length;
  }
}

/** The attributes of a tag from behind its name, and where it ends. Of a repeated attribute the first counts. */
function tagAt(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  attributePattern.lastIndex = from;
  for (;;) {
    const found = attributePattern.exec(html);
    if (!found) return { attributes, end: html.length };
    const [, key, double, single, bare, end] = found;
    if (end !== undefined) return { attributes, end: attributePattern.lastIndex };
    const name = key?.toLowerCase() ?? "";
    if (!attributes.has(name)) attributes.set(name, htmlCharacters(double ?? single ?? bare ?? ""));
  }
}

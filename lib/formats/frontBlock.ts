import type { NotebookDocument } from "../notebook/document.ts";
import { indentOf, linesOf } from "./editHeader.ts";
import { findFrontMatter } from "./frontMatter.ts";
import { pairOf } from "./matterNode.ts";
import { newFrontMatter, printFrontMatter } from "./printFrontMatter.ts";
import { endedLine } from "./textLines.ts";

/**
 * The front matter with these lines (each with its end, the key's own first; "" takes the key out) in place of those of a
 * top-level key; all else in it stays as it is written. null where it is written in a way (all in braces) that has no
 * lines for them.
 */
export function withFrontBlock(
  document: Pick<NotebookDocument, "title" | "sources" | "run" | "timezone" | "frontMatter" | "lineEnd">,
  key: string,
  block: string,
): string | null {
  const { lineEnd } = document;
  const printed = printFrontMatter(document);
  const front = printed.isMatter ? printed : newFrontMatter(document, printed);
  const matter = findFrontMatter(front.text + front.rest);
  if (!matter) return null;
  const { head, yaml, tail, root } = matter;
  const first = root?.items[0];
  if (root?.flow || (first && indentOf(yaml, first) !== "")) return null;
  const pair = root && pairOf(root, key);
  const place = pair ? linesOf(yaml, pair) : { start: yaml.length, end: yaml.length };
  const before = yaml.slice(0, place.start);
  return (
    head +
    (block === "" ? before : endedLine(before, lineEnd)) +
    block +
    yaml.slice(place.end) +
    tail +
    front.rest
  );
}

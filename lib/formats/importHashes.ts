import { isMap, isScalar, parseDocument } from "yaml";
import type { NotebookDocument } from "../notebook/document.ts";
import { findFrontMatter } from "./frontMatter.ts";
import { newFrontMatter, printFrontMatter } from "./printFrontMatter.ts";

const key = "imports";

/** The hashes of packages that a notebook was written with, by the text that imports each; what has another form is left out. */
export function importHashes(document: Pick<NotebookDocument, "frontMatter">): Record<string, string> {
  const matter = findFrontMatter(document.frontMatter);
  const map = matter?.document.contents;
  const found: unknown = matter && isMap(map) ? map.get(key) : null;
  if (!isMap(found)) return {};
  return Object.fromEntries(
    found.items.flatMap(({ key: name, value }) => {
      const hash = isScalar(value) ? value.value : null;
      if (!isScalar(name) || typeof name.value !== "string" || typeof hash !== "string") return [];
      return [[name.value, hash]];
    }),
  );
}

/** The front matter with these hashes in place of those before; all else in it stays as it is written. */
export function withImportHashes(
  document: Pick<NotebookDocument, "title" | "sources" | "frontMatter" | "lineEnd">,
  hashes: Readonly<Record<string, string>>,
): string {
  const printed = printFrontMatter(document);
  const front = printed.isMatter ? printed : newFrontMatter(document, printed);
  const text = front.text + front.rest;
  const matter = findFrontMatter(text);
  if (!matter) return document.frontMatter;
  const { head, yaml, tail } = matter;
  const changed = parseDocument(yaml.replace(/\r\n?/g, "\n"));
  if (Object.keys(hashes).length === 0) changed.delete(key);
  else changed.set(key, changed.createNode({ ...hashes }));
  const lines = `${changed.toString({ lineWidth: 0 })}`.replace(/\n/g, document.lineEnd);
  return head + lines + tail + text.slice(head.length + yaml.length + tail.length);
}

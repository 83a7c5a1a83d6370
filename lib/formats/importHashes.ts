import type { NotebookDocument } from "../notebook/document.ts";
import { withFrontBlock } from "./frontBlock.ts";
import { findFrontMatter } from "./frontMatter.ts";
import { isMatterMap, pairOf } from "./matterNode.ts";
import { yamlScalar } from "./yamlText.ts";

const key = "imports";

/** The hashes of packages that a notebook was written with, by the text that imports each; what has another form is left out. */
export function importHashes(document: Pick<NotebookDocument, "frontMatter">): Record<string, string> {
  const root = findFrontMatter(document.frontMatter)?.root;
  const map = root && pairOf(root, key)?.value;
  if (!isMatterMap(map)) return {};
  return Object.fromEntries(
    map.items.flatMap(({ key: name, value }) => {
      const isText = name.kind === "scalar" && typeof name.value === "string";
      if (!isText || value?.kind !== "scalar" || typeof value.value !== "string") return [];
      return [[String(name.value), value.value]];
    }),
  );
}

/**
 * The front matter with these hashes in place of those before; all else in it stays as it is written. null where it is
 * written in a way (all in braces) that has no lines for them.
 */
export function withImportHashes(
  document: Pick<NotebookDocument, "title" | "sources" | "run" | "timezone" | "frontMatter" | "lineEnd">,
  hashes: Readonly<Record<string, string>>,
): string | null {
  const { lineEnd } = document;
  const lines = Object.entries(hashes).map(
    ([name, hash]) => `  ${yamlScalar(name)}: ${yamlScalar(hash)}${lineEnd}`,
  );
  return withFrontBlock(document, key, lines.length === 0 ? "" : `${key}:${lineEnd}${lines.join("")}`);
}

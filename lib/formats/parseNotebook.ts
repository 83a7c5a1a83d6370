import { newCellId } from "../notebook/cellNames.ts";
import type { Cell, CellId, NotebookDocument } from "../notebook/document.ts";
import { type Block, sourceOf, splitBlocks } from "./blocks.ts";
import { findFrontMatter } from "./frontMatter.ts";
import { type FileLayout, rememberBlock } from "./layout.ts";
import { readHeader } from "./readHeader.ts";
import { joinLines, lineEndOf } from "./textLines.ts";

export { NotebookParseError } from "./NotebookParseError.ts";

/**
 * Reads the text of a `.nb.md` file. Any Markdown is a notebook; a text is refused, with NotebookParseError,
 * only for front matter that is not valid or that a newer Eider wrote.
 */
export function parseNotebook(text: string): NotebookDocument {
  const matter = findFrontMatter(text);
  const { title, sources, run, timezone } = readHeader(matter);
  const before = matter ? matter.head + matter.yaml + matter.tail : text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const { lead, blocks } = splitBlocks(text.slice(before.length));
  const taken = new Set<CellId>();
  const cells = blocks.map((block, index) => cellOf(block, index === blocks.length - 1, taken));
  const zone = timezone === undefined ? {} : { timezone };
  const front = { title, sources, ...(run ? { run } : {}), ...zone };
  return { ...front, cells, frontMatter: before + lead, lineEnd: lineEndOf(text) };
}

function cellOf(block: Block, isLast: boolean, taken: Set<CellId>): Cell {
  const { kind, name, options } = block.form === "fence" ? block.info : { kind: "md", name: "", options: {} };
  const of = { kind, name: kind === "md" ? "" : (name ?? ""), source: sourceOf(block), options };
  const meta = block.marker && Object.keys(block.marker.meta).length > 0 ? { meta: block.marker.meta } : {};
  const layout: FileLayout = { raw: rawOf(block), of, ...meta, ...(isLast ? { isLast } : {}) };
  rememberBlock(layout, block);
  return { id: idFor(block, taken), ...of, layout };
}

/** The id that the file carries, unless another cell has it (a block copied by hand). */
function idFor(block: Block, taken: Set<CellId>): CellId {
  const carried = block.marker?.meta.id;
  const isGood = typeof carried === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(carried) && !taken.has(carried);
  const id = isGood ? carried : newCellId();
  taken.add(id);
  return id;
}

function rawOf(block: Block): string {
  const before = block.marker?.raw ?? "";
  const content = joinLines(block.content);
  if (block.form === "prose") return before + block.lead + content + block.tail;
  return (
    before + joinLines([block.open]) + content + (block.close ? joinLines([block.close]) : "") + block.tail
  );
}

import type { Cell, NotebookDocument } from "../../notebook/document.ts";
import { hintsFor, type NameHint } from "../cellNaming.ts";
import { escapeHtml } from "../escapeHtml.ts";
import { safeFenceLength } from "../fence.ts";
import { findFrontMatter } from "../frontMatter.ts";
import { printInfo } from "../infoString.ts";
import { carriedId, freeId } from "../ipynb/cellIds.ts";
import { isJsonObject } from "../jsonObject.ts";
import { frontToKeep } from "../keptFront.ts";
import { frontOf } from "./importNotebookKit.ts";
import {
  cellAttributes,
  frontMatterAttribute,
  kindAttribute,
  nameAttribute,
  optionsAttribute,
} from "./ownAttributes.ts";
import { scriptText } from "./scriptText.ts";
import { scriptType } from "./scriptTypes.ts";

/** The notebook as an HTML file of Observable's Notebook Kit. Reading it gives the same cells. */
export function exportNotebookKit(document: NotebookDocument): string {
  const { cells } = document;
  const title = document.title || "Untitled";
  const taken = new Set(cells.map(carriedId));
  const ids = cells.map((cell, at) => carriedId(cell) ?? freeId(String(at + 1), taken));
  // SQL without an output is seen by no other cell there.
  const hints = hintsFor(
    cells.map(({ name }) => name),
    (at) => cells[at]?.kind === "sql",
  );
  const scripts = cells.map((cell, at) => `  ${script(cell, ids[at] ?? "", hints[at] ?? null)}\n`);
  const attributes = attributesText(notebookAttributes(document, title));
  return `<!doctype html>\n<notebook${attributes}>\n  <title>${escapeHtml(title)}</title>\n${scripts.join("")}</notebook>\n`;
}

type Attributes = [string, string][];

function script(cell: Cell, id: string, hint: NameHint): string {
  const { kind, source } = cell;
  const type = scriptType(kind);
  const attributes: Attributes = [
    ["id", id],
    ["type", type ?? "text/markdown"],
    ...optionAttributes(cell.options),
    ...nameAttributes(hint),
    ...(type === null ? ([[kindAttribute, kind]] satisfies Attributes) : []),
  ];
  const text = type === null ? fenced(kind, source) : source;
  return `<script${attributesText(attributes)}>${scriptText(text)}</script>`;
}

function nameAttributes(hint: NameHint): Attributes {
  if (hint === null || hint === "none") return [];
  return "exact" in hint ? [[nameAttribute, hint.exact]] : [["output", hint.wanted]];
}

function optionAttributes(options: Cell["options"]): Attributes {
  const known = Object.entries(options).filter(([key]) => cellAttributes.includes(key));
  const own = Object.entries(options).filter(([key]) => !cellAttributes.includes(key));
  const info = printInfo({ kind: "", name: null, options: Object.fromEntries(own) });
  return [...known, ...(info === "" ? [] : ([[optionsAttribute, info]] satisfies Attributes))];
}

/** A cell of a kind that Notebook Kit does not have, as a block of code in Markdown. */
function fenced(kind: string, source: string): string {
  const run = "`".repeat(safeFenceLength(source, "`"));
  return `${run}${kind === "chart" ? "json" : kind}\n${source}\n${run}`;
}

function notebookAttributes(document: NotebookDocument, title: string): Attributes {
  const looks = looksOf(document);
  const element = { name: "notebook" as const, attributes: new Map(looks), content: "" };
  const frontMatter = frontToKeep(document, frontOf(element, title));
  return frontMatter === null ? looks : [...looks, [frontMatterAttribute, frontMatter]];
}

/** Theme and the like, which the front matter keeps of a Notebook Kit file. */
function looksOf({ frontMatter }: NotebookDocument): Attributes {
  const kept: unknown = findFrontMatter(frontMatter)?.root?.plain();
  const looks: unknown = isJsonObject(kept) ? kept["notebook-kit"] : undefined;
  const given: Attributes = isJsonObject(looks)
    ? Object.entries(looks).flatMap(
        ([key, value]): Attributes =>
          (key === "theme" || key === "readonly") && typeof value === "string" ? [[key, value]] : [],
      )
    : [];
  return given.some(([key]) => key === "theme") ? given : [["theme", "air"], ...given];
}

function attributesText(attributes: Attributes): string {
  return attributes
    .map(([key, value]) => (value === "" ? ` ${key}=""` : ` ${key}="${escapeHtml(value)}"`))
    .join("");
}

import type { Outcome } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import { type NameHint, nameCells } from "../cellNaming.ts";
import { importedCell } from "../importedCell.ts";
import { type ImportedNotebook, refusedImport } from "../importedNotebook.ts";
import { parseInfo } from "../infoString.ts";
import { type NotebookFront, parseFront, titledFront } from "../keptFront.ts";
import { yamlEntry, yamlScalar } from "../yamlText.ts";
import { type KitElement, kitElements } from "./kitElements.ts";
import {
  cellAttributes,
  frontMatterAttribute,
  kindAttribute,
  nameAttribute,
  optionsAttribute,
} from "./ownAttributes.ts";
import { scriptSource } from "./scriptText.ts";
import { kindOfScript } from "./scriptTypes.ts";

/** Whether a text is a notebook of Observable's Notebook Kit. */
export function isNotebookKit(text: string): boolean {
  return /<notebook(?=[\s>])/i.test(text);
}

/** Reads an HTML file of Observable's Notebook Kit: SQL and TypeScript to be run, JavaScript and all else kept. */
export function importNotebookKit(text: string): Outcome<ImportedNotebook> {
  const elements = isNotebookKit(text) ? kitElements(text) : [];
  const notebook = elements.find(({ name }) => name === "notebook");
  if (!notebook) {
    return refusedImport("This HTML file is no notebook: it has no <notebook> of Notebook Kit.");
  }
  const scripts = elements.slice(elements.indexOf(notebook)).filter(({ name }) => name === "script");
  const kinds = scripts.map(kindOf);
  const names = nameCells(scripts.map((script, at) => (kinds[at] === "md" ? "none" : nameOf(script))));
  const taken = new Set<string>();
  const cells = scripts.map((script, at): Cell => {
    const kind = kinds[at] ?? "js";
    const given = script.attributes.get("id") ?? "";
    const hasId = /^[A-Za-z0-9_-]{1,64}$/.test(given) && !taken.has(given);
    if (hasId) taken.add(given);
    const name = names[at] ?? "";
    const source = script.attributes.has(kindAttribute)
      ? fencedText(scriptSource(script.content))
      : scriptSource(script.content);
    // A number that only counts the cells is not worth a line of the text.
    const meta = hasId && given !== String(at + 1) ? { id: given } : {};
    const id = hasId ? given : `kit-${at + 1}`;
    return importedCell({ id, kind, name, source, options: optionsOf(script) }, meta);
  });
  const title = elements.find(({ name }) => name === "title")?.content ?? "";
  return { ok: true, value: { document: { ...frontOf(notebook, title), cells }, assets: null, notes: [] } };
}

/** What a Notebook Kit file says of the notebook as a whole. */
export function frontOf({ attributes }: KitElement, title: string): NotebookFront {
  const kept = attributes.get(frontMatterAttribute);
  const front = kept === undefined ? null : parseFront(kept);
  if (front) return front;
  const named = title.trim() === "Untitled" ? "" : title.replace(/\s+/g, " ").trim();
  const looks = [...attributes].filter(([key]) => key === "theme" || key === "readonly");
  const isPlain = looks.every(([key, value]) => key === "theme" && value === "air");
  if (isPlain) return titledFront(named);
  const lines = [
    "---",
    "eider: 1",
    ...(named === "" ? [] : [`title: ${yamlScalar(named)}`]),
    `notebook-kit: ${yamlEntry(Object.fromEntries(looks))}`,
    "---",
    "",
  ];
  return parseFront(lines.join("\n")) ?? titledFront(named);
}

function kindOf({ attributes }: KitElement): string {
  const own = attributes.get(kindAttribute) ?? "";
  return /^[^\s="`~\\]+$/.test(own) && own !== "md" ? own : kindOfScript(attributes.get("type") ?? null);
}

function nameOf({ attributes }: KitElement): NameHint {
  const exact = attributes.get(nameAttribute) ?? "";
  if (exact !== "") return { exact };
  const wanted = attributes.get("output") ?? "";
  return wanted === "" ? null : { wanted };
}

function optionsOf({ attributes }: KitElement): Record<string, string> {
  const known = cellAttributes.flatMap((key): [string, string][] => {
    const value = attributes.get(key);
    return value === undefined ? [] : [[key, value]];
  });
  const own = parseInfo(`kind ${attributes.get(optionsAttribute) ?? ""}`).options;
  return Object.fromEntries([...known, ...Object.entries(own)]);
}

/** The text inside the fence that a cell of another kind is. */
function fencedText(markdown: string): string {
  return markdown.split("\n").slice(1, -1).join("\n");
}

import type { Outcome } from "../../engine/protocol.ts";
import { refusedImport } from "../importedNotebook.ts";
import { isJsonObject, type JsonObject, textUnder, withoutKeys } from "../jsonObject.ts";
import { fromVersion3, headingText } from "./fromVersion3.ts";
import { cellIdPattern, type IpynbCell, type IpynbNotebook } from "./ipynbCell.ts";
import { jsonDepth } from "./jsonDepth.ts";
import { multilineText } from "./multilineText.ts";
import { SetAside } from "./setAside.ts";
import { validCellMetadata, validNotebookMetadata } from "./validMetadata.ts";
import { validBundle, validCount, validOutput } from "./validOutput.ts";

/** A notebook read, and what is not as it was, one sentence each. */
export interface ParsedIpynb {
  readonly notebook: IpynbNotebook;
  readonly notes: readonly string[];
}

/** Deeper than any output goes, and far from what exhausts the stack of what walks through it. */
const deepest = 500;

const notANotebook = "This file is not a Jupyter notebook";

/**
 * Reads the text of an `.ipynb` file of nbformat 3 or 4 into the form of 4.5. What breaks the rules of 4.5 is brought
 * into its form, or kept in the metadata under `eider.setAside`; a text that is no notebook is refused.
 */
export function parseIpynb(text: string): Outcome<ParsedIpynb> {
  if (jsonDepth(text) > deepest) {
    return refusedImport(`The notebook's JSON is nested more than ${deepest} levels deep.`);
  }
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return refusedImport(`${notANotebook}, because it is not JSON: ${why}.`, "Save it again in Jupyter.");
  }
  if (!isJsonObject(data) || data.nbformat === undefined) {
    return refusedImport(`${notANotebook}: it has no "nbformat".`);
  }
  const version = data.nbformat;
  if (version !== 3 && version !== 4) {
    const hint =
      typeof version === "number" && version < 3
        ? "Convert it first: jupyter nbconvert --to notebook FILE."
        : "Save it as nbformat 4 in Jupyter.";
    return refusedImport(`The notebook has nbformat ${JSON.stringify(version)}; Eider reads 3 and 4.`, hint);
  }
  const notebook = version === 3 ? fromVersion3(data) : data;
  if (!Array.isArray(notebook.cells)) {
    return refusedImport(`${notANotebook}: it has no list of "cells".`);
  }
  return { ok: true, value: upgraded(notebook, notebook.cells) };
}

function upgraded(notebook: JsonObject, list: readonly unknown[]): ParsedIpynb {
  const notes: string[] = [];
  const taken = new Set<string>();
  const cells = list.map((value, index) => {
    const aside = new SetAside();
    const cell = validCell(isJsonObject(value) ? value : { source: "", value }, aside);
    const isTaken = cell.id !== null && taken.has(cell.id);
    if (isTaken) notes.push(`Cell ${index + 1} got a new id, because an earlier cell has "${cell.id}" too.`);
    if (cell.id !== null) taken.add(cell.id);
    if (!aside.isEmpty) {
      notes.push(
        `Parts of cell ${index + 1} break the rules of Jupyter's format and were kept in its metadata.`,
      );
    }
    return { ...cell, id: isTaken ? null : cell.id, metadata: aside.into(cell.metadata) };
  });
  const aside = new SetAside();
  const metadata = validNotebookMetadata(notebook.metadata, aside);
  const rest = withoutKeys(notebook, ["metadata", "nbformat", "nbformat_minor", "cells"]);
  for (const [key, value] of Object.entries(rest)) aside.add(key, value);
  if (!aside.isEmpty) {
    notes.push(
      "Parts of the notebook's own data break the rules of Jupyter's format and were kept in its metadata.",
    );
  }
  return { notebook: { metadata: aside.into(metadata), cells }, notes };
}

const cellKeys = ["cell_type", "id", "metadata", "source", "attachments", "outputs", "execution_count"];

function validCell(cell: JsonObject, aside: SetAside): IpynbCell {
  const type = cellType(cell, aside);
  const isHeading = cell.cell_type === "heading";
  for (const [key, value] of Object.entries(withoutKeys(cell, cellKeys))) {
    if (!(isHeading && key === "level")) aside.add(key, value);
  }
  const source = isHeading ? headingText(cell) : multilineText(cell.source);
  if (source === null && cell.source !== undefined) aside.add("source", cell.source);
  const id = textUnder(cell, "id");
  if (cell.id !== undefined && (id === null || !cellIdPattern.test(id))) aside.add("id", cell.id);
  return {
    type,
    id: id !== null && cellIdPattern.test(id) ? id : null,
    source: source ?? "",
    metadata: validCellMetadata(type, cell.metadata, aside),
    ...(type === "code" ? codeParts(cell, aside) : textParts(cell, aside)),
  };
}

function cellType(cell: JsonObject, aside: SetAside): IpynbCell["type"] {
  const type = cell.cell_type;
  if (type === "code" || type === "markdown" || type === "raw") return type;
  if (type === "heading") return "markdown";
  aside.add("cell_type", type ?? null);
  return "raw";
}

type Parts = Pick<IpynbCell, "attachments" | "outputs" | "executionCount">;

function codeParts(cell: JsonObject, aside: SetAside): Parts {
  const { outputs, execution_count: count, attachments } = cell;
  const list: unknown[] = Array.isArray(outputs) ? outputs : [];
  if (outputs !== undefined && !Array.isArray(outputs)) aside.add("outputs", outputs);
  if (attachments !== undefined) aside.add("attachments", attachments);
  const executionCount = validCount(count);
  if (executionCount === null && count !== undefined && count !== null) aside.add("execution_count", count);
  return {
    attachments: null,
    outputs: list.map((output, index) => validOutput(output, `outputs.${index}`, aside)),
    executionCount,
  };
}

function textParts(cell: JsonObject, aside: SetAside): Parts {
  const { outputs, execution_count: count, attachments } = cell;
  if (outputs !== undefined) aside.add("outputs", outputs);
  if (count !== undefined) aside.add("execution_count", count);
  const none = { outputs: [], executionCount: null };
  if (attachments === undefined) return { ...none, attachments: null };
  if (!isJsonObject(attachments)) {
    aside.add("attachments", attachments);
    return { ...none, attachments: null };
  }
  const valid = Object.entries(attachments).map(([name, bundle]) => [
    name,
    validBundle(bundle, `attachments.${name}`, aside),
  ]);
  return { ...none, attachments: Object.fromEntries(valid) };
}

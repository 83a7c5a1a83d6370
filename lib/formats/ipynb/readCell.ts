import { knownKinds } from "../../notebook/document.ts";
import { unixLineEnds } from "../../notebook/unixLineEnds.ts";
import type { NameHint } from "../cellNaming.ts";
import { isJsonObject, type JsonObject, objectUnder, textUnder, withoutKeys } from "../jsonObject.ts";
import type { IpynbCell } from "./ipynbCell.ts";
import { readSqlMagic } from "./sqlMagic.ts";

/** What a cell of an `.ipynb` file is to Eider. */
export interface ReadCell {
  readonly kind: string;
  readonly source: string;
  readonly name: NameHint;
  readonly options: Readonly<Record<string, string>>;
  /** What stood before the text and is not part of it. */
  readonly prefix: string;
  /** What the marker line carries beside the id. */
  readonly meta: JsonObject;
}

/** What can stand as a kind or an option in a fence's line. */
const plainWord = /^[^\s="`~\\]+$/;

type Given = Pick<IpynbCell, "type" | "source" | "metadata">;

/** Reads a cell of a notebook whose kernel speaks `language`. */
export function readCell({ type, source: text, metadata }: Given, language: string): ReadCell {
  const eider = objectUnder(metadata, "eider");
  const source = unixLineEnds(text);
  const meta = withoutKeys(objectUnder(eider, "meta"), ["id"]);
  const common = { options: optionsOf(eider), meta, prefix: "", source };
  if (type === "markdown") return { ...common, kind: "md", name: "none" };
  const name = nameOf(metadata, eider);
  if (type === "raw") return { ...common, kind: "raw", name };
  const said = kindOf(eider);
  const magic = said === null || said === "sql" ? readSqlMagic(source) : null;
  const kind = said ?? (magic ? "sql" : codeKind(languageOf(metadata) ?? language));
  if (!magic || kind !== "sql") return { ...common, kind, name };
  const given = name ?? (magic.name === null ? null : { wanted: magic.name });
  return { ...common, kind, name: given, prefix: magic.prefix, source: magic.sql };
}

/** The language of a notebook's code cells that say nothing else; Python, as in Jupyter, where it says nothing either. */
export function notebookLanguage(metadata: JsonObject): string {
  const kernel = objectUnder(metadata, "kernelspec");
  return (
    textUnder(objectUnder(metadata, "language_info"), "name") ?? textUnder(kernel, "language") ?? "python"
  );
}

/** The kind of cell that holds code in a language. */
export function codeKind(language: string): string {
  const word = language
    .trim()
    .toLowerCase()
    .replace(/[\s="`~\\]+/g, "-");
  if (word === "sql" || word === "ts") return word;
  if (word === "typescript") return "ts";
  if (word === "") return "code";
  // Code in Markdown is still code, and no language may become a kind that means something else here.
  return word === "raw" || knownKinds.some((kind) => kind === word) ? `${word}-code` : word;
}

/** The language that VS Code, and what came before it, notes where it is not the kernel's. */
function languageOf(metadata: JsonObject): string | null {
  const found = textUnder(objectUnder(metadata, "vscode"), "languageId") ?? textUnder(metadata, "language");
  return found === null || found.trim() === "" ? null : found;
}

function kindOf(eider: JsonObject): string | null {
  const kind = textUnder(eider, "kind");
  return kind !== null && plainWord.test(kind) && kind !== "md" && kind !== "raw" ? kind : null;
}

function nameOf(metadata: JsonObject, eider: JsonObject): NameHint {
  const exact = textUnder(eider, "name");
  if (exact !== null && exact !== "") return { exact };
  const wanted = textUnder(metadata, "name");
  return wanted === null ? null : { wanted };
}

function optionsOf(eider: JsonObject): Record<string, string> {
  const options: unknown = eider.options;
  if (!isJsonObject(options)) return {};
  const texts = Object.entries(options).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" && plainWord.test(key) && key !== "name" ? [[key, value]] : [],
  );
  return Object.fromEntries(texts);
}

import type { DuckType } from "../../table/duckType.ts";
import { isNested, type NestedValue, parseNestedText } from "../../table/nestedText.ts";
import { isNumberType, readDuckType } from "../../table/numberType.ts";
import { blobBytes } from "./blobBytes.ts";
import { jsonTree } from "./jsonTree.ts";
import { timeInZones, type ZoneTime } from "./timeInZone.ts";

/** A value as it is looked at: all have their text, and some can be seen as more than that. */
export type InspectedValue =
  | { kind: "null" }
  | { kind: "text"; text: string }
  | { kind: "number"; text: string; grouped: string | null }
  | { kind: "times"; text: string; times: readonly ZoneTime[] }
  | { kind: "tree"; text: string; tree: TreeValue }
  | { kind: "bytes"; text: string; bytes: Uint8Array };

/** A value with parts: those of a list have no names but their places, counted from 1 as DuckDB does. */
export type TreeValue =
  | { kind: "leaf"; text: string; tone: "text" | "number" | "quiet" }
  | { kind: "parts"; brackets: "[]" | "{}"; parts: readonly { name: string; value: TreeValue }[] };

/** Longer texts are not read as JSON while somebody steps through cells. */
const longestTree = 2_000_000;

/** Finds out what there is to see in a value, by its type and by what its text reads like. */
export function inspectValue(text: string | null, type: string, zones: readonly string[]): InspectedValue {
  if (text === null) return { kind: "null" };
  const parsed = readDuckType(type);
  if (isNumberType(type)) return { kind: "number", text, grouped: groupedDigits(text) };
  if (parsed?.kind === "scalar") {
    if (parsed.name === "BLOB") {
      const bytes = blobBytes(text);
      if (bytes) return { kind: "bytes", text, bytes };
    }
    if (parsed.name === "TIMESTAMP WITH TIME ZONE") {
      const times = timeInZones(text, zones);
      if (times.length > 0) return { kind: "times", text, times };
    }
    if (parsed.name === "JSON" || parsed.name === "VARCHAR") {
      const tree = text.length > longestTree ? null : jsonTree(text);
      if (tree) return { kind: "tree", text, tree };
    }
  }
  const nested = parsed && isNested(parsed) && text.length <= longestTree ? nestedTree(text, parsed) : null;
  return nested ? { kind: "tree", text, tree: nested } : { kind: "text", text };
}

/** Whole digits in threes, null where that would add nothing. */
function groupedDigits(text: string): string | null {
  const found = /^(-?)(\d{4,})(\.\d+)?$/.exec(text);
  if (!found) return null;
  const [, sign = "", whole = "", rest = ""] = found;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}

function nestedTree(text: string, type: DuckType): TreeValue | null {
  const value = parseNestedText(text, type);
  return value && treeOf(value);
}

function treeOf(value: NestedValue): TreeValue {
  switch (value.kind) {
    case "null":
      return { kind: "leaf", text: "NULL", tone: "quiet" };
    case "text":
      return leafOf(value.text, value.type);
    case "list":
      return {
        kind: "parts",
        brackets: "[]",
        parts: value.items.map((item, at) => ({ name: String(at + 1), value: treeOf(item) })),
      };
    case "struct":
      return {
        kind: "parts",
        brackets: "{}",
        parts: value.fields.map((field) => ({ name: field.name, value: treeOf(field.value) })),
      };
    case "map":
      return {
        kind: "parts",
        brackets: "{}",
        parts: value.entries.map(({ key, value: of }) => ({ name: briefly(key), value: treeOf(of) })),
      };
  }
}

function leafOf(text: string, type: DuckType): TreeValue {
  const isText = type.kind === "enum" || (type.kind === "scalar" && type.name === "VARCHAR");
  if (type.kind === "scalar" && type.name === "JSON")
    return jsonTree(text) ?? { kind: "leaf", text, tone: "text" };
  if (isText) return { kind: "leaf", text: JSON.stringify(text), tone: "text" };
  const isNumber = type.kind === "decimal" || (type.kind === "scalar" && isNumberType(type.name));
  return { kind: "leaf", text, tone: isNumber ? "number" : "text" };
}

/** A key of a MAP in one line. */
function briefly(key: NestedValue): string {
  switch (key.kind) {
    case "null":
      return "NULL";
    case "text":
      return key.text;
    case "list":
      return `[${key.items.map(briefly).join(", ")}]`;
    case "struct":
      return `{${key.fields.map((field) => `${field.name}: ${briefly(field.value)}`).join(", ")}}`;
    case "map":
      return `{${key.entries.map((entry) => `${briefly(entry.key)}=${briefly(entry.value)}`).join(", ")}}`;
  }
}

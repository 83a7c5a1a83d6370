import { parse } from "yaml";
import type { Outcome } from "../engine/protocol.ts";
import { checkValue } from "./checkValue.ts";
import type { DateRange, ParamDefinition, ParamValue } from "./param.ts";

/**
 * The value that a text stands for, as on a command line (`--param name=value`): the text itself, `true` or `false`,
 * `START..END` for a range, `a,b` or `["a","b"]` for several options. Empty is nothing chosen.
 */
export function parseParamText(definition: ParamDefinition, text: string): Outcome<ParamValue> {
  return checkValue(definition, givenOf(definition, text));
}

function givenOf(definition: ParamDefinition, text: string): unknown {
  switch (definition.type) {
    case "checkbox":
      return text === "true" ? true : text === "false" ? false : text;
    case "date range":
      return text === "" ? null : (rangeOfText(text) ?? text);
    case "multi-select":
      if (text === "") return [];
      return listOfText(text) ?? text.split(",");
    case "select":
      // An option may be the empty text itself: then it is meant.
      return text === "" && checkValue(definition, "").ok && definition.choices.kind === "list"
        ? ""
        : text || null;
    case "file":
    case "number":
    case "date":
      return text === "" ? null : text;
    default:
      return text;
  }
}

/** A value as text that `parseParamText` reads back. */
export function printParamText(value: ParamValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if ("start" in value) return `${value.start}..${value.end}`;
  return value.length === 0 ? "" : JSON.stringify(value);
}

/** A value as people read it; "" where nothing was chosen. */
export function describeValue(definition: ParamDefinition, value: ParamValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null) return "";
  if (typeof value === "string") return labelOf(definition, value);
  if ("start" in value) return `${value.start} to ${value.end}`;
  return value.map((item) => labelOf(definition, item)).join(", ");
}

/** What an option is called. */
export function labelOf(definition: ParamDefinition, value: string): string {
  if (!("choices" in definition) || definition.choices.kind !== "list") return value;
  return definition.choices.options.find((option) => option.value === value)?.label ?? value;
}

/** `2024-01-01..2024-12-31` as a range; null for other texts. */
export function rangeOfText(text: string): DateRange | null {
  const [, start, end] = /^\s*(\S+?)\s*\.\.\s*(\S+?)\s*$/.exec(text) ?? [];
  return start === undefined || end === undefined ? null : { start, end };
}

function listOfText(text: string): unknown[] | null {
  if (!text.trim().startsWith("[")) return null;
  try {
    // JSON is YAML; numbers stay text, so that none is rounded.
    const read: unknown = parse(text, { schema: "failsafe", logLevel: "silent" });
    return Array.isArray(read) ? read : null;
  } catch {
    return null;
  }
}

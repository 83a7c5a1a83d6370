import { isMap, type Node, parseDocument } from "yaml";
import { yamlScalar } from "../formats/yamlText.ts";
import type { ParamDefinition, ParamValue } from "./param.ts";

/**
 * A definition's text with another default: only its `value` is written anew, everything else stays as it is. Nothing
 * chosen takes the line away.
 */
export function withDefault(source: string, definition: ParamDefinition, value: ParamValue): string {
  const document = parseDocument<Node>(source, { logLevel: "silent" });
  const root: unknown = document.contents;
  if (!isMap<Node, Node | null>(root)) return source;
  const pair = root.items.find(({ key }) => String(key) === "value");
  const start = pair?.key.range?.[0];
  const line = value === null ? "" : `value: ${yamlValue(definition, value)}`;
  if (root.flow) {
    document.delete("value");
    const printed = document.toString({ lineWidth: 0 }).trimEnd();
    return value === null ? printed : printed.replace(/\s*\}$/, `, ${line} }`);
  }
  if (start === undefined) {
    const body = source.replace(/\s+$/, "");
    return line === "" ? body : `${body}\n${line}`;
  }
  const written = source.slice(start, pair?.value?.range?.[1] ?? start + "value:".length);
  const end = start + written.trimEnd().length;
  if (line !== "") return source.slice(0, start) + line + source.slice(end);
  // The whole line, with what is remarked behind the value.
  const next = source.indexOf("\n", end);
  return next < 0
    ? source.slice(0, start).replace(/\n$/, "")
    : source.slice(0, start) + source.slice(next + 1);
}

function yamlValue(definition: ParamDefinition, value: Exclude<ParamValue, null>): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return isNumeric(definition) ? value : yamlScalar(value);
  if ("start" in value) return `{ start: ${value.start}, end: ${value.end} }`;
  return `[${value.map((item) => (isNumeric(definition) ? item : yamlScalar(item))).join(", ")}]`;
}

function isNumeric(definition: ParamDefinition): boolean {
  if (definition.type === "number" || definition.type === "slider") return true;
  return "choices" in definition && definition.choices.kind === "list" && definition.choices.of === "number";
}

import { isJsonObject } from "../chart/jsonObject.ts";

/** How wide a line of a chart's text gets before what stands on it is put on lines of its own. */
export const widestLine = 100;

/** These stand on several lines however short they are: what one looks for first is then at the left. */
const alwaysTall = new Set(["encoding", "layer"]);

/** JSON as people write charts: short objects on one line, two spaces deep, LF line ends. */
export function prettyJson(value: unknown): string {
  return isJsonObject(value) ? tall(value, "") : printed(value, "", 0, "");
}

/** A value as it stands behind `before` characters of a line that begins with `indent`. */
export function printed(value: unknown, indent: string, before: number, key: string): string {
  const line = onOneLine(value);
  const isTall = alwaysTall.has(key) && (isJsonObject(value) || Array.isArray(value));
  if (!isTall && indent.length + before + line.length <= widestLine) return line;
  return tall(value, indent);
}

/** The parts of an object or array, on one line or each on its own. */
export function assembled(
  parts: readonly string[],
  [open, close]: readonly [string, string],
  indent: string,
  isTall: boolean,
): string {
  if (parts.length === 0) return `${open}${close}`;
  if (!isTall) return open === "[" ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
  const inner = `${indent}  `;
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(",\n")}\n${indent}${close}`;
}

function tall(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => printed(item, inner, 1, ""));
    return assembled(items, ["[", "]"], indent, true);
  }
  if (!isJsonObject(value)) return onOneLine(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const parts = entries.map(([key, item]) => {
    const name = `${JSON.stringify(key)}: `;
    return name + printed(item, inner, name.length + 1, key);
  });
  return assembled(parts, ["{", "}"], indent, true);
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return assembled(value.map(onOneLine), ["[", "]"], "", false);
  if (!isJsonObject(value)) return JSON.stringify(value) ?? "null";
  const parts = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [`${JSON.stringify(key)}: ${onOneLine(item)}`],
  );
  return assembled(parts, ["{", "}"], "", false);
}

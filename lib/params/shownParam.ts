import type { Cell } from "../notebook/document.ts";
import { paramOf } from "./paramOf.ts";
import { describeValue } from "./paramText.ts";

/** An input cell to be read: its label and its value in words; null where its definition says neither. */
export function shownParam(cell: Cell): { label: string; value: string } | null {
  const param = paramOf(cell);
  if (!param.ok) return null;
  const { definition, value } = param.value;
  const label = definition.label || cell.name;
  if (definition.type === "file") return { label, value: "a file" };
  const text = describeValue(definition, value.ok ? value.value : definition.value);
  return { label, value: text === "" ? "nothing chosen" : text };
}

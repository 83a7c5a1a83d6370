import type { TreeValue } from "../../../lib/grid/inspect/inspectedValue.ts";
import type { TreeLineFacts } from "../../ui/treeMove.ts";

/** A line of a value's tree; `rest` counts the parts that a line at the end of many stands for. */
export interface TreeLine extends TreeLineFacts {
  name: string | null;
  value: TreeValue;
  rest: number;
}

/** Parts drawn of one value before its reader asks for more. */
export const partsAtFirst = 200;

/** What its reader opened or closed, and of which values more parts are drawn; by the keys of lines. */
export interface TreeState {
  open: ReadonlyMap<string, boolean>;
  parts: ReadonlyMap<string, number>;
}

export const plainTree: TreeState = { open: new Map(), parts: new Map() };

/** The lines in sight, from top to bottom. The first two levels are open until somebody closes them. */
export function treeLines(tree: TreeValue, state: TreeState): TreeLine[] {
  const lines: TreeLine[] = [];
  const add = (name: string | null, value: TreeValue, level: number, key: string) => {
    const hasParts = value.kind === "parts" && value.parts.length > 0;
    const isOpen = hasParts ? (state.open.get(key) ?? level < 3) : null;
    lines.push({ key, level, isOpen, name, value, rest: 0 });
    if (!isOpen || value.kind !== "parts") return;
    const shown = state.parts.get(key) ?? partsAtFirst;
    value.parts.slice(0, shown).forEach((part, at) => {
      add(part.name, part.value, level + 1, `${key}/${at}`);
    });
    const rest = value.parts.length - shown;
    if (rest > 0) lines.push({ key: `${key}/more`, level: level + 1, isOpen: null, name: null, value, rest });
  };
  add(null, tree, 1, "");
  return lines;
}

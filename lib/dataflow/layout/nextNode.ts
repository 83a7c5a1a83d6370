import type { FlowNode } from "./flowNodes.ts";
import type { Place } from "./layeredLayout.ts";

export type GraphKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";

export function isGraphKey(key: string): key is GraphKey {
  return /^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(key);
}

/**
 * The node that a key leads to: up to what is read and down to what reads, the nearest of several; left and right through
 * all nodes as they stand, row after row. The node itself where there is none.
 */
export function nextNode(
  nodes: readonly FlowNode[],
  places: readonly Place[],
  at: number,
  key: GraphKey,
): number {
  const placeOf = (index: number): Place => places[index] ?? { row: 0, column: 0 };
  const byPlace = (a: number, b: number) =>
    placeOf(a).row - placeOf(b).row || placeOf(a).column - placeOf(b).column;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const here = placeOf(at);
    const far = (index: number) =>
      Math.abs(placeOf(index).row - here.row) + Math.abs(placeOf(index).column - here.column);
    const along = (key === "ArrowUp" ? nodes[at]?.needs : nodes[at]?.readers) ?? [];
    const others = along.filter((index) => index !== at);
    return others.toSorted((a, b) => far(a) - far(b) || byPlace(a, b))[0] ?? at;
  }
  const inOrder = [...nodes.keys()].sort(byPlace);
  const place = inOrder.indexOf(at);
  if (key === "Home") return inOrder[0] ?? at;
  if (key === "End") return inOrder.at(-1) ?? at;
  return inOrder[place + (key === "ArrowLeft" ? -1 : 1)] ?? at;
}

import type { View } from "vega";

interface SceneNode {
  marktype?: unknown;
  role?: unknown;
  items?: readonly SceneNode[];
}

/** Marks on a chart without axes, legends and titles; a line or an area is one. */
export function countMarks(view: View): number {
  const scene: { root?: SceneNode } = Object(view.scenegraph());
  return scene.root ? countIn(scene.root) : 0;
}

function countIn(node: SceneNode): number {
  const { items = [], marktype, role } = node;
  if (
    typeof role === "string" &&
    /^(?:axis|legend|title|frame-title|.*-header|.*-footer|.*-title)/.test(role)
  )
    return 0;
  if (marktype === undefined || marktype === "group")
    return items.reduce((sum, item) => sum + countIn(item), 0);
  if (role !== "mark") return 0;
  return marktype === "line" || marktype === "area" || marktype === "trail"
    ? Math.min(1, items.length)
    : items.length;
}

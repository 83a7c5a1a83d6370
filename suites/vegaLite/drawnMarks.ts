import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

/** One mark of a drawn chart: what kind it is, and the properties of each of its items that show. */
export interface DrawnMark {
  kind: string;
  items: Readonly<Record<string, unknown>>[];
}

const shown = [
  ..."x y x2 y2 width height fill stroke opacity fillOpacity strokeOpacity strokeWidth strokeDash size".split(
    " ",
  ),
  ..."shape text angle startAngle endAngle innerRadius outerRadius defined align baseline dx dy".split(" "),
];

interface SceneNode {
  marktype?: unknown;
  role?: unknown;
  items?: readonly SceneNode[];
  [property: string]: unknown;
}

/** Draws a chart over rows with Vega alone, without a canvas, and gives its marks and the texts of its guides, in order. */
export async function drawnMarks(spec: object, rows: readonly object[]): Promise<DrawnMark[]> {
  const quiet = () => logger;
  const logger = { level: quiet, warn: quiet, info: quiet, debug: quiet, error: quiet };
  const isUnit = "mark" in spec || "layer" in spec || ("repeat" in spec && "layer" in Object(spec.repeat));
  const sizes = isUnit && !("projection" in spec) ? { width: 400, height: 240 } : {};
  const whole: unknown = { ...sizes, ...spec, data: { values: rows } };
  if (!isTopLevel(whole)) throw new Error("not a specification");
  const view = new View(parse(compile(whole, { logger: Object.assign(logger) }).spec), {
    renderer: "none",
    logger: Object.assign(logger),
  });
  await view.runAsync();
  const scene: { root?: SceneNode } = Object(view.scenegraph());
  const marks: DrawnMark[] = [];
  if (scene.root) collect(scene.root, marks);
  view.finalize();
  return marks;
}

function collect(node: SceneNode, marks: DrawnMark[]): void {
  const { items = [], marktype, role } = node;
  if (role === "axis-label" || role === "legend-label") {
    marks.push({ kind: role, items: items.map(({ text }) => ({ text })) });
    return;
  }
  if (role === "mark" && marktype !== "group")
    marks.push({
      kind: String(marktype),
      items: items.map((item) =>
        Object.fromEntries(
          shown.flatMap((name) => (item[name] === undefined ? [] : [[name, plain(item[name])]])),
        ),
      ),
    });
  for (const item of items) collect(item, marks);
}

/** A gradient or another object is only itself by what it holds. */
function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

function isTopLevel(value: unknown): value is TopLevelSpec {
  return typeof value === "object" && value !== null;
}

/** What a plan tells about how a SELECT's rows come to be. */
export type PlanShape =
  /** Plain columns of one kept table, unfiltered: the rows are that table's rows, `columns[i]` the source of output i. */
  | { kind: "pass-through"; table: string; columns: string[] }
  /** Rows come one after another from what is read, so the first ones are there early; `readsFile` says it reads a file each time. */
  | { kind: "streaming"; readsFile: boolean }
  | { kind: "blocking" };

interface PlanNode {
  name: string;
  children: PlanNode[];
  extra_info: Record<string, unknown>;
}

const streaming = new Set([
  "PROJECTION",
  "FILTER",
  "SEQ_SCAN",
  "STREAMING_LIMIT",
  "READ_CSV",
  "UNION",
  "UNNEST",
  "DUMMY_SCAN",
  "COLUMN_DATA_SCAN",
  "RANGE",
]);

/** Functions that would answer differently if the statement were read twice. */
const volatileCall = /\b(random|uuid|uuidv4|uuidv7|gen_random_uuid|nextval|currval|setseed)\(/i;

/**
 * Reads the output of `EXPLAIN (FORMAT json)`. The JSON names a table without its schema, so callers ask with
 * table names that nothing else has. What cannot be read counts as blocking, which is always safe.
 */
export function planShape(explainJson: string): PlanShape {
  const root = parsePlan(explainJson);
  if (!root) return { kind: "blocking" };
  const passed = passThrough(root);
  if (passed) return passed;
  const nodes = flatten(root);
  const isStreaming = nodes.every(
    (node) => streaming.has(nameOf(node)) && !volatileCall.test(JSON.stringify(node.extra_info)),
  );
  if (!isStreaming) return { kind: "blocking" };
  return { kind: "streaming", readsFile: nodes.some((node) => nameOf(node) === "READ_CSV") };
}

function passThrough(root: PlanNode): PlanShape | null {
  // A projection names its outputs by alias, not by source, so only a bare scan says which column is which.
  if (nameOf(root) !== "SEQ_SCAN" || root.children.length > 0 || "Filters" in root.extra_info) return null;
  const { Table: table, Projections: projections } = root.extra_info;
  const columns = Array.isArray(projections) ? projections.map(String) : [String(projections ?? "")];
  return typeof table === "string" ? { kind: "pass-through", table, columns } : null;
}

function parsePlan(json: string): PlanNode | null {
  try {
    const plan: unknown = JSON.parse(json);
    const root: unknown = Array.isArray(plan) && plan.length === 1 ? plan[0] : null;
    return isNode(root) ? root : null;
  } catch {
    return null;
  }
}

function isNode(value: unknown): value is PlanNode {
  if (typeof value !== "object" || value === null) return false;
  const node = value as Partial<PlanNode>;
  return (
    typeof node.name === "string" &&
    typeof node.extra_info === "object" &&
    (node.children ?? []).every(isNode)
  );
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...node.children.flatMap(flatten)];
}

function nameOf(node: PlanNode): string {
  return node.name.trim();
}

/** An operator of a plan, as `EXPLAIN (FORMAT json)` tells of it. */
export interface PlanNode {
  name: string;
  extra: Record<string, unknown>;
  children: PlanNode[];
}

/** The plan in what DuckDB explained; null where it is not of the shape that is known. */
export function parsePlan(json: string): PlanNode | null {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) && parsed.length === 1 ? planNode(parsed[0]) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function planNode(value: unknown): PlanNode | null {
  if (typeof value !== "object" || value === null) return null;
  if (!("name" in value) || typeof value.name !== "string") return null;
  const children = "children" in value && Array.isArray(value.children) ? value.children.map(planNode) : [];
  const whole = children.flatMap((child) => (child ? [child] : []));
  if (whole.length !== children.length) return null;
  const extra = "extra_info" in value && typeof value.extra_info === "object" ? { ...value.extra_info } : {};
  return { name: value.name.trim(), extra, children: whole };
}

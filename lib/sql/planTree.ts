import { parsePlan } from "./parsePlan.ts";

/** One step of a plan, as it is shown. */
export interface PlanStep {
  /** Its place: "0" is the root, "0.1" the root's second input. */
  key: string;
  name: string;
  /** What it works on, in few words: the table, the conditions, the groups; "" where there is nothing to say. */
  about: string;
  /** Everything that DuckDB tells of it. */
  details: { label: string; values: string[] }[];
  /** Rows that DuckDB expected of it; null where it does not say. */
  estimatedRows: number | null;
  /** Rows it gave and the time it took by itself, where the query was run. */
  rows: number | null;
  ms: number | null;
  /** Its part of all steps' time, 0 to 1. */
  share: number | null;
  /** Whether it is on the way from the root to the step that took longest. */
  isHot: boolean;
  steps: PlanStep[];
}

export interface PlanTree {
  /** The sum of all steps' times; null where the query was not run. */
  totalMs: number | null;
  root: PlanStep;
}

/** The plan in the JSON of EXPLAIN or EXPLAIN ANALYZE; null where it is not of the shape that is known. */
export function planTree(json: string): PlanTree | null {
  const measured = measuredRoot(json);
  const root = measured ?? estimatedRoot(json);
  if (!root) return null;
  const step = toStep(root, "0");
  const totalMs = measured ? sumMs(step) : null;
  if (totalMs !== null) setShares(step, totalMs);
  return { totalMs, root: step };
}

/** The steps from the root down, each before its inputs, with their depth from 0. */
export function planSteps(root: PlanStep): { step: PlanStep; depth: number }[] {
  const found: { step: PlanStep; depth: number }[] = [];
  const visit = (step: PlanStep, depth: number) => {
    found.push({ step, depth });
    for (const child of step.steps) visit(child, depth + 1);
  };
  visit(root, 0);
  return found;
}

interface RawStep {
  name: string;
  extra: Record<string, unknown>;
  rows: number | null;
  ms: number | null;
  steps: RawStep[];
}

function estimatedRoot(json: string): RawStep | null {
  const plan = parsePlan(json);
  const raw = ({ name, extra, children }: NonNullable<typeof plan>): RawStep => ({
    name,
    extra,
    rows: null,
    ms: null,
    steps: children.map(raw),
  });
  return plan && raw(plan);
}

/** What EXPLAIN ANALYZE tells: totals around one step that stands for the EXPLAIN itself. */
function measuredRoot(json: string): RawStep | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return null;
  let steps = measuredSteps(parsed);
  while (steps.length === 1 && steps[0]?.name === "EXPLAIN_ANALYZE") steps = steps[0].steps;
  return steps[0] ?? null;
}

function measuredSteps(value: object): RawStep[] {
  const children = "children" in value && Array.isArray(value.children) ? value.children : [];
  return children.flatMap((child: unknown): RawStep[] => {
    if (typeof child !== "object" || child === null) return [];
    const name = "operator_name" in child ? String(child.operator_name).trim() : "";
    const extra =
      "extra_info" in child && typeof child.extra_info === "object" ? { ...child.extra_info } : {};
    const number = (field: unknown) => (typeof field === "number" ? field : null);
    const seconds = number("operator_timing" in child ? child.operator_timing : null);
    const rows = number("operator_cardinality" in child ? child.operator_cardinality : null);
    return [{ name, extra, rows, ms: seconds === null ? null : seconds * 1000, steps: measuredSteps(child) }];
  });
}

const estimate = "Estimated Cardinality";
/** What names a step best, the first that it has. */
const telling = [
  "Table",
  "Function",
  "CTE Name",
  "Join Type",
  "Conditions",
  "Groups",
  "Aggregates",
  "Expression",
  "Filters",
  "Order By",
  "Projections",
];

function toStep({ name, extra, rows, ms, steps }: RawStep, key: string): PlanStep {
  const details = Object.entries(extra)
    .filter(([label]) => label !== estimate)
    .map(([label, value]) => ({ label, values: valuesOf(value) }))
    .filter(({ values }) => values.length > 0);
  const estimated = Number(extra[estimate]);
  // A measured plan says 0 where nothing was expected at all.
  const isTold = estimate in extra && Number.isFinite(estimated) && !(rows !== null && estimated === 0);
  return {
    key,
    name: name.replaceAll("_", " "),
    about: aboutOf(details),
    details,
    estimatedRows: isTold ? estimated : null,
    rows,
    ms,
    share: null,
    isHot: false,
    steps: steps.map((step, at) => toStep(step, `${key}.${at}`)),
  };
}

function valuesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map((one) => plainer(String(one)));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).map(([name, text]) => `${name}: ${String(text)}`);
  const text = String(value ?? "").trim();
  return text === "" ? [] : text.split("\n").map(plainer);
}

/** DuckDB packs columns between steps; the calls for that say nothing of the query. */
function plainer(text: string): string {
  return text.replace(/__internal_(?:de)?compress_\w+\(([^(),]+)(?:, [^()]*)?\)/g, "$1");
}

function aboutOf(details: PlanStep["details"]): string {
  const parts = telling
    .flatMap((label) => details.find((detail) => detail.label === label) ?? [])
    .slice(0, 2);
  return parts
    .map(({ values }) => (values.length > 3 ? `${values.slice(0, 3).join(", ")}, …` : values.join(", ")))
    .join(" · ");
}

function sumMs(step: PlanStep): number {
  return step.steps.reduce((sum, child) => sum + sumMs(child), step.ms ?? 0);
}

function setShares(root: PlanStep, totalMs: number): void {
  const all = planSteps(root).map(({ step }) => step);
  for (const step of all) if (step.ms !== null && totalMs > 0) step.share = step.ms / totalMs;
  const slowest = all.reduce((most, step) => ((step.ms ?? 0) > (most.ms ?? 0) ? step : most), root);
  if ((slowest.ms ?? 0) === 0) return;
  // A step's key begins with those of all steps that it feeds.
  for (const step of all) step.isHot = slowest.key === step.key || slowest.key.startsWith(`${step.key}.`);
}

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planText } from "./planText.ts";
import { planSteps, planTree } from "./planTree.ts";
import { WasmDuckDB } from "./testing/wasmDuckDB.ts";

const engine = new WasmDuckDB(["create table t as select range as id, range % 3 as k from range(9000)"]);
afterAll(() => engine.stop());

async function planOf(explain: string) {
  const answer = await engine.query(explain);
  if (answer.status !== "ok") throw new Error(JSON.stringify(answer));
  const plan = planTree(answer.value.rows[0]?.[1] ?? "");
  if (!plan) throw new Error("no plan");
  return plan;
}

const query = "select k, count(*) as n from t where id > 3 group by k order by n";

describe("the plan of the engine that runs in the tab", () => {
  let estimated: Awaited<ReturnType<typeof planOf>>;
  let measured: Awaited<ReturnType<typeof planOf>>;
  beforeAll(async () => {
    estimated = await planOf(`explain (format json) ${query}`);
    measured = await planOf(`explain (analyze, format json) ${query}`);
  });

  test("EXPLAIN tells the steps and the rows that it expects, and no times", () => {
    const steps = planSteps(estimated.root).map(({ step }) => step);
    expect(estimated.totalMs).toBeNull();
    expect(steps.at(-1)).toMatchObject({ name: "SEQ SCAN", estimatedRows: 1800, rows: null, ms: null });
    expect(steps.at(-1)?.about).toContain("t · id>3");
    expect(steps.map(({ name }) => name)).toContain("ORDER BY");
    expect(JSON.stringify(estimated)).not.toContain("__internal");
    expect(steps.every(({ share, isHot }) => share === null && !isHot)).toBe(true);
  });

  test("EXPLAIN ANALYZE tells rows and times, whose shares are of the whole", () => {
    const steps = planSteps(measured.root).map(({ step }) => step);
    expect(measured.root.name).not.toBe("EXPLAIN ANALYZE");
    expect(measured.root.rows).toBe(3);
    expect(steps.at(-1)?.rows).toBe(8996);
    const shares = steps.reduce((sum, { share }) => sum + (share ?? 0), 0);
    expect(shares).toBeCloseTo(1, 6);
    expect(measured.totalMs).toBeGreaterThan(0);
  });

  test("the way to the slowest step is marked from the root on, and nothing else", () => {
    const hot = planSteps(measured.root)
      .map(({ step }) => step)
      .filter(({ isHot }) => isHot);
    expect(hot[0]?.key).toBe("0");
    hot.forEach((step, at) => {
      if (at > 0) expect(step.key.startsWith(`${hot[at - 1]?.key}.`)).toBe(true);
    });
    const slowest = Math.max(...planSteps(measured.root).map(({ step }) => step.ms ?? 0));
    expect(hot.at(-1)?.ms).toBe(slowest);
  });

  test("a join has two inputs, and the text shows both", async () => {
    const plan = await planOf("explain (format json) select * from t join range(5) r on r.range = t.id");
    const join = planSteps(plan.root).find(({ step }) => step.steps.length === 2);
    expect(join?.step.name).toMatch(/JOIN/);
    const text = planText(plan);
    expect(text).toContain("├─ ");
    expect(text).toContain("└─ ");
    expect(text).toContain("Conditions: id = range");
    expect(text).toMatch(/~[\d,]+ rows/);
    expect(planText(measured)).toMatch(/^Total [\d.]+ m?s\n/);
  });
});

test("what is no plan has no tree", () => {
  for (const text of [
    "",
    "null",
    "[]",
    "{}",
    "[{}]",
    "{",
    '{"children":[]}',
    '{"children":[1]}',
    "┌──┐",
    "3",
  ])
    expect(planTree(text)).toBeNull();
});

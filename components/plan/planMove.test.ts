import { expect, test } from "vitest";
import type { PlanStep } from "../../lib/sql/planTree.ts";
import { planLines, planMove } from "./planMove.ts";

function step(key: string, ...steps: PlanStep[]): PlanStep {
  const nothing = { estimatedRows: null, rows: null, ms: null, share: null, isHot: false };
  return { key, name: key, about: "", details: [], steps, ...nothing };
}

const root = step("0", step("0.0", step("0.0.0")), step("0.1"));
const keys = (closed: string[]) => planLines(root, new Set(closed)).map((line) => line.step.key);

test("steps below a folded one are not shown", () => {
  expect(keys([])).toEqual(["0", "0.0", "0.0.0", "0.1"]);
  expect(keys(["0.0"])).toEqual(["0", "0.0", "0.1"]);
  expect(keys(["0"])).toEqual(["0"]);
});

test("arrows walk the tree as in any tree", () => {
  const open = planLines(root, new Set());
  const shut = planLines(root, new Set(["0.0"]));
  expect(planMove(open, "0", "ArrowDown")).toEqual({ go: "0.0" });
  expect(planMove(open, "0", "ArrowUp")).toBeNull();
  expect(planMove(open, "0", "End")).toEqual({ go: "0.1" });
  expect(planMove(open, "0.1", "Home")).toEqual({ go: "0" });
  expect(planMove(open, "0.0", "ArrowRight")).toEqual({ go: "0.0.0" });
  expect(planMove(shut, "0.0", "ArrowRight")).toEqual({ open: "0.0" });
  expect(planMove(open, "0.0", "ArrowLeft")).toEqual({ close: "0.0" });
  expect(planMove(shut, "0.0", "ArrowLeft")).toEqual({ go: "0" });
  expect(planMove(open, "0.1", "ArrowLeft")).toEqual({ go: "0" });
  expect(planMove(open, "0.1", "ArrowRight")).toBeNull();
  expect(planMove(open, "0.1", "Enter")).toEqual({ details: "0.1" });
  expect(planMove(open, "gone", "Enter")).toBeNull();
});

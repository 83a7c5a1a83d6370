import { expect, it } from "vitest";
import type { GridView } from "../../lib/view/gridView.ts";
import { viewMenuItems } from "./viewMenuItems.tsx";

const column = { name: "a", type: "INTEGER" };

function items(view: GridView) {
  const done: string[] = [];
  const made = viewMenuItems(column, view, {
    change: (next) => done.push(JSON.stringify(next)),
    sortBy: (key, isFurther) => done.push(JSON.stringify([key, isFurther])),
    filter: () => done.push("filter"),
  });
  const labels = made.map(({ label }) => label.replace(" (now)", " *"));
  return { labels, done, select: (label: string) => made.find((item) => item.label === label)?.onSelect() };
}

it("a column's menu offers what would change something, and marks what holds", () => {
  expect(items({ sort: [], filters: [] }).labels).toEqual(["Sort ascending", "Sort descending", "Filter…"]);
  const sorted = items({ sort: [{ column: "a", descending: true }], filters: [] });
  expect(sorted.labels).toEqual(["Sort ascending", "Sort descending *", "Do not sort", "Filter…"]);
  sorted.select("Do not sort");
  expect(sorted.done).toEqual(['{"sort":[],"filters":[]}']);
  const further = items({
    sort: [
      { column: "b", descending: false },
      { column: "a", descending: false },
    ],
    filters: [{ kind: "null", column: "a", isNull: true }],
  });
  expect(further.labels).toEqual([
    "Sort ascending",
    "Sort descending",
    "Then sort ascending *",
    "Then sort descending",
    "Do not sort",
    "Filter…",
    "Clear sort and filters",
  ]);
  further.select("Then sort descending");
  expect(further.done).toEqual(['[{"column":"a","descending":true},true]']);
});

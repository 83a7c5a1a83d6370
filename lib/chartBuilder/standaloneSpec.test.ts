import { expect, it } from "vitest";
import { chartQuery } from "../chart/chartQuery.ts";
import { settleChart } from "../chart/settleChart.ts";
import { drawSvg } from "../chart/testing/drawSvg.ts";
import { specProblems } from "../chartSpec/specProblems.ts";
import { installedSchema } from "../chartSpec/testing/installedSchema.ts";
import { mostSavedRows, standaloneSpec } from "./standaloneSpec.ts";

const relation = [
  { name: "vendor", type: "VARCHAR" },
  { name: "revenue", type: "DOUBLE" },
];
const spec = { mark: "bar", encoding: { x: { field: "vendor" }, y: { aggregate: "sum", field: "revenue" } } };

it("is a chart of its own, drawn elsewhere as it is drawn here", async () => {
  const asked = chartQuery(spec, relation, "sales", { widthPx: 400 });
  if (!asked.ok) throw new Error(asked.error.message);
  const rows = [
    { name: "vendor", values: ["Acme", null] },
    { name: "sum_revenue", values: [12.5, 3] },
  ];
  const settled = settleChart(asked.value, rows);
  const text = standaloneSpec(settled.spec, settled.columns, { summary: "Bar chart", isPartial: false });
  const saved = JSON.parse(text);
  expect(saved.data.values).toEqual([
    { vendor: "Acme", sum_revenue: 12.5 },
    { vendor: null, sum_revenue: 3 },
  ]);
  const { data: _data, $schema: _schema, ...drawn } = saved;
  const picture = (parts: string[]) => parts.filter((part) => part.startsWith("<path"));
  expect(picture(await drawSvg(drawn, rows))).toEqual(picture(await drawSvg(settled.spec, rows)));
  expect(specProblems(text, installedSchema().schema, "", null)).toEqual([]);
});

it("says that not all rows are in it", () => {
  const rows = [{ name: "n", values: Array.from({ length: mostSavedRows + 5 }, (_, row) => row) }];
  const saved = JSON.parse(
    standaloneSpec({ mark: "point" }, rows, { summary: "Scatter plot", isPartial: false }),
  );
  expect(saved.data.values).toHaveLength(mostSavedRows);
  expect(saved.description).toBe("Scatter plot (the first 20,000 rows)");
});

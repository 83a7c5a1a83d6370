import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupedSpecs } from "../chart/testing/groupedSpecs.ts";
import { funnelChart } from "../chartBuilder/funnelSql.ts";
import { prettyJson } from "../chartBuilder/prettyJson.ts";
import { retentionChart } from "../chartBuilder/retentionSql.ts";
import { suggestCharts } from "../chartBuilder/suggestCharts.ts";
import { specCompletions } from "./specCompletions.ts";
import { specHover } from "./specHover.ts";
import { specProblems } from "./specProblems.ts";
import { installedSchema } from "./testing/installedSchema.ts";

const { schema, text: schemaText } = installedSchema();
const columns = [
  { name: "revenue", type: "DOUBLE" },
  { name: "vendor", type: "VARCHAR" },
  { name: "a.b", type: "INTEGER" },
  { name: 'says "hi" $1', type: "VARCHAR" },
  { name: "place", type: "STRUCT(city VARCHAR)" },
];

/** What is offered where | stands. */
function offered(marked: string): string[] {
  const offset = marked.indexOf("|");
  return specCompletions(marked.replace("|", ""), offset, schema, columns).suggestions.map(
    ({ label }) => label,
  );
}
const problems = (text: string, known: typeof columns | null = columns) =>
  specProblems(text, schema, "sales", known).map(
    ({ start, end, message }) => `${text.slice(start, end)}: ${message}`,
  );

describe("completion in a chart's text", () => {
  it("offers the properties of a chart where one begins, those that are there left out", () => {
    expect(offered('{ "mark": "bar", | }').slice(0, 1)).toEqual(["encoding"]);
    expect(offered('{ "mark": "bar", | }')).not.toContain("mark");
    expect(offered('{ "mark": "bar", "enc|" }')).toContain("encoding");
  });

  it("offers channels, and what a channel with a column takes", () => {
    expect(offered('{ "mark": "bar", "encoding": { "|" } }')).toEqual(
      expect.arrayContaining(["x", "longitude", "tooltip"]),
    );
    const inField = offered('{ "mark": "bar", "encoding": { "x": { "field": "revenue", "|": 1 } } }');
    expect(inField).toEqual(expect.arrayContaining(["aggregate", "bin", "axis", "timeUnit"]));
    expect(inField).not.toContain("value");
  });

  it.each([
    ["marks", '{ "mark": "|" }', ["bar", "boxplot"]],
    ["marks with looks", '{ "mark": { "type": "|" } }', ["bar", "boxplot"]],
    ["aggregates", '{ "encoding": { "y": { "aggregate": "|" } } }', ["sum", "median", "distinct"]],
    ["time units", '{ "encoding": { "x": { "field": "a", "timeUnit": | } } }', ["yearmonth", "utcyear"]],
    ["types", '{ "encoding": { "x": { "type": "o|" } } }', ["ordinal"]],
    [
      "kinds of scale",
      '{ "encoding": { "x": { "field": "a", "scale": { "type": "|" } } } }',
      ["log", "sqrt"],
    ],
    [
      "colour schemes",
      '{ "encoding": { "color": { "field": "a", "scale": { "scheme": "|" } } } }',
      ["viridis"],
    ],
    ["yes and no", '{ "encoding": { "x": { "field": "a", "scale": { "zero": | } } } }', ["true", "false"]],
  ])("offers %s", (_name, marked, expected) => {
    expect(offered(marked)).toEqual(expect.arrayContaining(expected));
  });

  it("offers columns with their types wherever one is named, and writes their names as Vega-Lite reads them", () => {
    for (const place of [
      '{ "encoding": { "x": { "field": "|" } } }',
      '{ "mark": "bar", "encoding": { "x": { "sort": { "field": "re|" } } } }',
      '{ "transform": [{ "aggregate": [], "groupby": ["|"] }] }',
    ])
      expect(offered(place)).toEqual(expect.arrayContaining(["revenue", "a.b"]));
    const text = '{ "encoding": { "x": { "field":  } } }';
    const { suggestions } = specCompletions(text, text.indexOf("  }") + 1, schema, columns);
    const [revenue, , dotted, quoted] = suggestions;
    expect(revenue).toMatchObject({ detail: "DOUBLE", snippet: '"revenue"' });
    // As a snippet, in which $ and \ have a meaning of their own.
    expect(dotted?.snippet.replace(/\\([\\$}])/g, "$1")).toBe(JSON.stringify("a\\.b"));
    expect(quoted?.snippet.replace(/\\([\\$}])/g, "$1")).toBe(JSON.stringify('says "hi" $1'));
  });

  it("offers nothing in a title, behind a value, or outside the chart", () => {
    expect(offered('{ "title": "my |" }')).toEqual([]);
    expect(offered('{ "mark": "bar"| }')).toEqual([]);
    expect(offered('{ "mark": "bar" } |')).toEqual([]);
  });

  it("never fails, whatever is half written and wherever one stands in it", () => {
    const whole = prettyJson(groupedSpecs["stacked bars"] ?? Object.values(groupedSpecs)[0]);
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(whole.length),
        fc.string({ maxLength: 4 }),
        (cut, at, more) => {
          const text = whole.slice(0, cut) + more;
          const { start, end } = specCompletions(text, Math.min(at, text.length), schema, columns);
          expect(start).toBeLessThanOrEqual(end);
          specProblems(text, schema, "sales", columns);
          specHover(text, Math.min(at, text.length), schema, columns);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("what is wrong in a chart's text", () => {
  it.each(Object.entries(groupedSpecs))("is nothing in a chart that Vega-Lite draws: %s", (_name, spec) => {
    expect(problems(prettyJson(spec), null)).toEqual([]);
  });

  it("is nothing in what the builder writes", () => {
    const typed = [
      ...columns,
      { name: "day", type: "DATE" },
      { name: "lon", type: "DOUBLE" },
      { name: "lat", type: "DOUBLE" },
    ];
    for (const { spec, sql } of suggestCharts(typed))
      if (!sql) expect(problems(prettyJson(spec), typed)).toEqual([]);
    for (const spec of [funnelChart, retentionChart("week")])
      expect(problems(prettyJson(spec), null)).toEqual([]);
  });

  it("is said at its place, with the word that was meant", () => {
    expect(problems('{ "mrak": "bar" }')).toEqual([
      '"mrak": Vega-Lite knows no "mrak" here. Did you mean "mark"?',
    ]);
    expect(problems('{ "mark": "barr", "encoding": {} }')).toEqual([
      '"barr": "mark" has no value "barr". Did you mean "bar"?',
    ]);
    expect(problems('{ "mark": "bar", "encoding": { "x": { "field": "revenu" } } }')).toEqual([
      '"revenu": sales has no column "revenu". Did you mean "revenue"?',
    ]);
    expect(
      problems('{ "mark": "bar", "encoding": { "x": { "field": "a", "tpye": "nominal" } } }', null),
    ).toEqual(['"tpye": Vega-Lite knows no "tpye" here. Did you mean "type"?']);
    expect(problems('{ "mark": "bar", "width": true }')).toEqual([
      expect.stringContaining('true: "width" takes'),
    ]);
    expect(problems('{ "mark": "bar", }')).toEqual([
      expect.stringContaining(",: There is a comma before }."),
    ]);
  });

  it("is no column that a transform makes, a part of a nested value, or a name with a dot", () => {
    const chart = (field: string, more = "") =>
      `{ "mark": "bar", ${more} "encoding": { "x": { "field": ${JSON.stringify(field)} } } }`;
    expect(problems(chart("made", '"transform": [{ "calculate": "1", "as": "made" }],'))).toEqual([]);
    expect(problems(chart("place.city"))).toEqual([]);
    expect(problems(chart("a\\.b"))).toEqual([]);
    expect(problems(chart("a.b"))).toEqual([]);
    expect(problems(chart("other.city"))).toHaveLength(1);
  });
});

describe("hovering in a chart's text", () => {
  const hover = (marked: string) =>
    specHover(marked.replace("|", ""), marked.indexOf("|"), schema, columns)?.lines;

  it("says what a property is for, what it takes, and a column's type", () => {
    expect(hover('{ "mark": "bar", "enc|oding": {} }')).toEqual([
      "encoding: object",
      "Which column each part of the picture follows.",
    ]);
    expect(hover('{ "mark": "bar", "encoding": { "x": { "aggr|egate": "sum" } } }')?.at(-1)).toContain(
      "median",
    );
    expect(hover('{ "mark": "bar", "encoding": { "x": { "field": "rev|enue" } } }')).toEqual([
      "revenue: DOUBLE",
    ]);
    expect(hover('{ "mark": "bar", "title": "some|thing" }')).toBeUndefined();
  });
});

it("is a schema of at most 30 kB on its way", () => {
  expect(gzipSync(schemaText).length).toBeLessThan(30_000);
  expect(schemaText).toContain('"description"');
});

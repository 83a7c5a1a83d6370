import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const counted = (...filters: unknown[]) => ({
  transform: filters.map((filter) => ({ filter })),
  mark: "bar",
  encoding: {
    x: { field: "region", type: "nominal" },
    y: { aggregate: "count" },
    color: { field: "vendor", type: "nominal" },
  },
});

/** Filters of all kinds over values that are missing, empty or no numbers. */
export const filters: Corpus = {
  sales: {
    "filter: equal": counted({ field: "vendor", equal: "Acme" }),
    "filter: a name with quotes": counted({ field: "vendor", oneOf: ['a"b', "O'Neil"] }),
    "filter: empty text": counted({ field: "vendor", equal: "" }),
    "filter: less, NULL among them": counted({ field: "amount", lt: 100 }),
    "filter: at most": counted({ field: "amount", lte: 0 }),
    "filter: more": counted({ field: "score", gt: 3 }),
    "filter: at least, NaN among them": counted({ field: "score", gte: 0 }),
    "filter: a range": counted({ field: "amount", range: [-50, 300] }),
    "filter: an open range": counted(
      { field: "amount", range: [null, 300] },
      { field: "quantity", range: [3, null] },
    ),
    "filter: a range the wrong way round": counted({ field: "amount", range: [300, -50] }),
    "filter: valid": counted({ field: "amount", valid: true }),
    "filter: not valid": counted({ field: "score", valid: false }),
    "filter: truth": counted({ field: "paid", equal: true }),
    "filter: by a truth itself": counted("datum.paid"),
    "filter: by a number itself": counted("datum.quantity"),
    "filter: by a text itself": counted("datum.vendor"),
    "filter: not": counted({ not: { field: "region", oneOf: ["north", "east"] } }),
    "filter: and, or and not": counted({
      and: [
        {
          or: [
            { field: "region", equal: "north" },
            { field: "quantity", gt: 8 },
          ],
        },
        { not: "datum.vendor === 'Acme'" },
      ],
    }),
    "filter: NULL in an expression": counted("datum.vendor !== null"),
    "filter: NULL loosely": counted("datum.amount == null"),
    "filter: NULL at least nothing": counted("datum.amount >= 0"),
    "filter: not less": counted("!(datum.amount < 100)"),
    "filter: NaN is not itself": counted("datum.score === datum.score"),
    "filter: in a list": counted("indexof(['north', 'south'], datum.region) >= 0"),
    "filter: in a range": counted("inrange(datum.amount, [0, 250])"),
    "filter: by length": counted("length(datum.region) > 4"),
    "filter: isValid and isFinite": counted("isValid(datum.amount) && isFinite(datum.score)"),
    "filter: a text that only Vega compares": counted("datum.vendor < datum.region"),
    "filter: by upper case": counted("upper(datum.region) === 'EAST'", { field: "quantity", gt: 2 }),
    "filter: by a pattern": counted({ field: "quantity", gt: 2 }, "test(/^[A-M]/, datum.vendor)"),
    "filter: a number as a decimal": counted("datum.price > 33333.33"),
    "filter: by a date": {
      transform: [{ filter: { field: "at", gt: { year: 2021, month: 1 } } }],
      mark: "bar",
      encoding: { x: { field: "at", timeUnit: "yearmonth", type: "temporal" }, y: { aggregate: "count" } },
    },
    "filter: nothing is left": {
      transform: [{ filter: "datum.quantity > 1000" }],
      mark: "bar",
      encoding: { x: { field: "region", type: "nominal" }, y: { aggregate: "count" } },
    },
    "filter: after an aggregate": {
      transform: [
        {
          aggregate: [
            { op: "mean", field: "amount", as: "mean" },
            { op: "missing", field: "amount", as: "gone" },
            { op: "distinct", field: "vendor", as: "vendors" },
          ],
          groupby: ["region", "quantity"],
        },
        { filter: "datum.mean > 100 && datum.gone < 3" },
      ],
      mark: "point",
      encoding: {
        x: { field: "mean", type: q },
        y: { field: "quantity", type: "ordinal" },
        color: { field: "region", type: "nominal" },
        size: { field: "vendors", type: q },
      },
    },
    "filter: groups of one have no deviation": {
      transform: [
        {
          aggregate: [
            { op: "stdev", field: "amount", as: "spread" },
            { op: "count", as: "n" },
          ],
          groupby: ["vendor", "quantity"],
        },
        { filter: "datum.spread > 100" },
      ],
      mark: "point",
      encoding: { x: { field: "spread", type: q }, y: { field: "n", type: q } },
    },
  },
};

import type { Corpus } from "../corpus.ts";

const q = "quantitative";

/** Bars: plain, stacked, grouped, normalised, sorted, layered with text, with gaps and below zero. */
export const bars: Corpus = {
  letters: {
    "bar: plain": {
      mark: "bar",
      encoding: { x: { field: "a", type: "nominal", axis: { labelAngle: 0 } }, y: { field: "b", type: q } },
    },
    "bar: horizontal, sorted by value": {
      mark: "bar",
      encoding: { y: { field: "a", type: "nominal", sort: "-x" }, x: { field: "b", type: q } },
    },
    "bar: with labels": {
      encoding: {
        y: { field: "a", type: "nominal" },
        x: { field: "b", type: q, scale: { domain: [0, 100] } },
      },
      layer: [
        { mark: "bar" },
        { mark: { type: "text", align: "left", dx: 3 }, encoding: { text: { field: "b", type: q } } },
      ],
    },
    "bar: highlighted by a test": {
      mark: "bar",
      encoding: {
        x: { field: "a", type: "ordinal" },
        y: { field: "b", type: q },
        color: { condition: { test: "datum.b > 50", value: "orange" }, value: "steelblue" },
      },
    },
    "bar: against a threshold": {
      transform: [{ calculate: "datum.b - 50", as: "over" }],
      layer: [
        { mark: "bar", encoding: { x: { field: "a", type: "ordinal" }, y: { field: "b", type: q } } },
        {
          transform: [{ filter: "datum.b >= 50" }, { calculate: "50", as: "baseline" }],
          mark: { type: "bar", color: "#e45755" },
          encoding: {
            x: { field: "a", type: "ordinal" },
            y: { field: "baseline", type: q },
            y2: { field: "b" },
          },
        },
        { mark: "rule", encoding: { y: { datum: 50 } } },
      ],
    },
    "bar: percent of the whole": {
      transform: [
        { joinaggregate: [{ op: "sum", field: "b", as: "total" }] },
        { calculate: "datum.b / datum.total", as: "share" },
      ],
      mark: "bar",
      encoding: {
        x: { field: "share", type: q, axis: { format: ".0%" } },
        y: { field: "a", type: "nominal" },
      },
    },
    "bar: top three by rank": {
      transform: [
        { window: [{ op: "rank", as: "place" }], sort: [{ field: "b", order: "descending" }] },
        { filter: "datum.place <= 3" },
      ],
      mark: "bar",
      encoding: {
        x: { field: "b", type: q },
        y: { field: "a", type: "nominal", sort: { field: "b", op: "mean", order: "descending" } },
      },
    },
    "bar: top four and all others": {
      transform: [
        { window: [{ op: "row_number", as: "row" }], sort: [{ field: "b", order: "descending" }] },
        { calculate: "datum.row < 5 ? datum.a : 'all others'", as: "who" },
        { aggregate: [{ op: "sum", field: "b", as: "sum" }], groupby: ["who"] },
      ],
      mark: "bar",
      encoding: { x: { field: "sum", type: q }, y: { field: "who", type: "ordinal", sort: "-x" } },
    },
  },
  people: {
    "bar: one year of two": {
      transform: [{ filter: "datum.year == 2000" }],
      mark: "bar",
      encoding: {
        y: { field: "age", type: "ordinal" },
        x: { aggregate: "sum", field: "people", type: q, title: "population" },
      },
    },
    "bar: stacked by sex": {
      transform: [
        { filter: "datum.year == 2000" },
        { calculate: "datum.sex == 2 ? 'Female' : 'Male'", as: "gender" },
      ],
      mark: "bar",
      encoding: {
        x: { field: "age", type: "ordinal" },
        y: { aggregate: "sum", field: "people", type: q },
        color: { field: "gender", type: "nominal", scale: { range: ["#675193", "#ca8861"] } },
      },
    },
    "bar: normalised": {
      transform: [
        { filter: { field: "year", equal: 2000 } },
        { calculate: "datum.sex === 2 ? 'Female' : 'Male'", as: "gender" },
      ],
      mark: "bar",
      encoding: {
        x: { field: "age", type: "ordinal" },
        y: { aggregate: "sum", field: "people", type: q, stack: "normalize" },
        color: { field: "gender", type: "nominal" },
      },
    },
    "bar: grouped in columns": {
      transform: [{ filter: "datum.year === 2000" }],
      width: 12,
      mark: "bar",
      encoding: {
        column: { field: "age", type: "ordinal", spacing: 10 },
        x: { field: "sex", type: "nominal", title: null },
        y: { aggregate: "sum", field: "people", type: q },
        color: { field: "sex", type: "nominal" },
      },
    },
    "bar: grouped by offset": {
      mark: "bar",
      encoding: {
        x: { field: "age", type: "ordinal" },
        xOffset: { field: "year", type: "nominal" },
        y: { aggregate: "sum", field: "people", type: q },
        color: { field: "year", type: "nominal" },
      },
    },
    "bar: layered and transparent": {
      transform: [
        { filter: "datum.year == 1950" },
        { calculate: "datum.sex == 2 ? 'Female' : 'Male'", as: "gender" },
      ],
      mark: { type: "bar", opacity: 0.7 },
      encoding: {
        x: { field: "age", type: "ordinal" },
        y: { aggregate: "sum", field: "people", type: q, stack: null },
        color: { field: "gender", type: "nominal" },
      },
    },
    "bar: a pyramid": {
      transform: [
        { filter: "datum.year == 2000" },
        { calculate: "datum.sex == 2 ? 'Female' : 'Male'", as: "gender" },
        { calculate: "datum.sex == 2 ? -datum.people : datum.people", as: "signed_people" },
      ],
      mark: "bar",
      encoding: {
        y: { field: "age", type: "ordinal", axis: null, sort: "descending" },
        x: { aggregate: "sum", field: "signed_people", type: q, axis: { format: "s" } },
        color: { field: "gender", type: "nominal" },
      },
    },
    "bar: a pyramid of two views": {
      transform: [{ filter: { field: "year", equal: 2000 } }],
      spacing: 0,
      hconcat: [
        {
          transform: [{ filter: "datum.sex == 2" }],
          mark: "bar",
          encoding: {
            y: { field: "age", type: "ordinal", sort: "descending" },
            x: { aggregate: "sum", field: "people", type: q, sort: "descending" },
          },
        },
        {
          transform: [{ filter: "datum.sex == 1" }],
          mark: "bar",
          encoding: {
            y: { field: "age", type: "ordinal", sort: "descending", axis: null },
            x: { aggregate: "sum", field: "people", type: q },
          },
        },
      ],
    },
  },
  ledger: {
    "bar: below zero": {
      mark: "bar",
      encoding: {
        x: { field: "label", type: "nominal", sort: null },
        y: { field: "amount", type: q, axis: { gridColor: "#ccc" } },
      },
    },
    "bar: waterfall": {
      transform: [
        { window: [{ op: "sum", field: "amount", as: "sum" }] },
        { window: [{ op: "lead", field: "label", as: "lead" }] },
        { calculate: "datum.lead === null ? datum.label : datum.lead", as: "lead" },
        { calculate: "datum.label === 'End' ? 0 : datum.sum - datum.amount", as: "previous_sum" },
        { calculate: "datum.label === 'End' ? datum.sum : datum.amount", as: "amount" },
        {
          calculate:
            "(datum.label !== 'Begin' && datum.label !== 'End' && datum.amount > 0 ? '+' : '') + datum.amount",
          as: "text_amount",
        },
        { calculate: "(datum.sum + datum.previous_sum) / 2", as: "center" },
      ],
      encoding: { x: { field: "label", type: "ordinal", sort: null } },
      layer: [
        {
          mark: "bar",
          encoding: {
            y: { field: "previous_sum", type: q },
            y2: { field: "sum" },
            color: {
              condition: [
                { test: "datum.label === 'Begin' || datum.label === 'End'", value: "#f7e0b6" },
                { test: "datum.sum < datum.previous_sum", value: "#f78a64" },
              ],
              value: "#93c4aa",
            },
          },
        },
        {
          mark: { type: "rule", color: "#404040" },
          encoding: { x2: { field: "lead" }, y: { field: "sum", type: q } },
        },
        {
          mark: "text",
          encoding: { y: { field: "center", type: q }, text: { field: "text_amount", type: "nominal" } },
        },
      ],
    },
  },
};

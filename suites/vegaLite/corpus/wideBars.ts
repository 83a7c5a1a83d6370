import type { Corpus } from "../corpus.ts";

const q = "quantitative";

/** Bars over wide tables, which are folded first, over lists, and over beginnings and ends. */
export const wideBars: Corpus = {
  answers: {
    "bar: wide columns folded and stacked": {
      transform: [{ fold: ["no", "perhaps", "yes"], as: ["answer", "count"] }],
      mark: "bar",
      encoding: {
        y: { field: "question", type: "nominal" },
        x: { aggregate: "sum", field: "count", type: q },
        color: { field: "answer", type: "nominal" },
      },
    },
    "bar: diverging answers": {
      transform: [
        { fold: ["no", "perhaps", "yes"] },
        { joinaggregate: [{ op: "sum", field: "value", as: "total" }], groupby: ["question"] },
        { calculate: "datum.key === 'no' ? -2 : datum.key === 'yes' ? 2 : 0", as: "signed" },
        { calculate: "datum.value / datum.total * 100", as: "percent" },
        {
          stack: "percent",
          groupby: ["question"],
          sort: [{ field: "signed", order: "ascending" }],
          as: ["from", "to"],
        },
      ],
      mark: "bar",
      encoding: {
        x: { field: "from", type: q },
        x2: { field: "to" },
        y: { field: "question", type: "nominal" },
        color: { field: "key", type: "nominal" },
      },
    },
    "bar: repeated layers": {
      repeat: { layer: ["no", "yes"] },
      spec: {
        mark: "bar",
        encoding: {
          x: { field: "question", type: "nominal" },
          y: { aggregate: "sum", field: { repeat: "layer" }, type: q },
          color: { datum: { repeat: "layer" }, type: "nominal" },
          xOffset: { datum: { repeat: "layer" } },
        },
      },
    },
    "bar: lists laid out": {
      transform: [{ flatten: ["shares"], as: ["share"] }],
      mark: "bar",
      encoding: {
        x: { field: "question", type: "nominal" },
        y: { field: "share", type: q, aggregate: "sum" },
      },
    },
    "bar: bullets": {
      facet: { row: { field: "question", type: "ordinal", header: { labelAngle: 0, title: "" } } },
      spec: {
        encoding: { x: { type: q, scale: { nice: false }, title: null } },
        layer: [
          { mark: { type: "bar", color: "#ddd" }, encoding: { x: { field: "yes" } } },
          { mark: { type: "bar", color: "steelblue", size: 7 }, encoding: { x: { field: "perhaps" } } },
          { mark: { type: "tick", color: "black" }, encoding: { x: { field: "no" } } },
        ],
      },
      resolve: { scale: { x: "independent" } },
    },
  },
  tasks: {
    "bar: Gantt": {
      mark: "bar",
      encoding: {
        y: { field: "task", type: "ordinal", sort: null },
        x: { field: "from", type: "temporal" },
        x2: { field: "until" },
        color: { field: "phase", type: "nominal" },
      },
    },
    "bar: days of work": {
      transform: [{ calculate: "(datum.until - datum.from) / 86400000", as: "days" }],
      mark: "bar",
      encoding: { y: { field: "phase", type: "nominal" }, x: { aggregate: "sum", field: "days", type: q } },
    },
  },
};

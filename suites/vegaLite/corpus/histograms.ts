import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const count = { aggregate: "count" };

/** Histograms and what is done with bins: cumulated, relative, layered, as transforms, in two dimensions. */
export const histograms: Corpus = {
  cars: {
    "histogram: plain": { mark: "bar", encoding: { x: { bin: true, field: "mpg", type: q }, y: count } },
    "histogram: at most thirty": {
      mark: "bar",
      encoding: { x: { bin: { maxbins: 30 }, field: "horsepower", type: q }, y: count },
    },
    "histogram: by step, as names": {
      mark: "bar",
      encoding: { x: { bin: { step: 500 }, field: "weight", type: "ordinal" }, y: count },
    },
    "histogram: stacked": {
      mark: "bar",
      encoding: {
        x: { bin: true, field: "acceleration", type: q },
        y: count,
        color: { field: "origin", type: "nominal" },
      },
    },
    "histogram: relative": {
      transform: [
        { bin: true, field: "horsepower", as: "bin_horsepower" },
        { aggregate: [{ op: "count", as: "count" }], groupby: ["bin_horsepower", "bin_horsepower_end"] },
        { joinaggregate: [{ op: "sum", field: "count", as: "total" }] },
        { calculate: "datum.count / datum.total", as: "share" },
      ],
      mark: { type: "bar", tooltip: true },
      encoding: {
        x: { field: "bin_horsepower", bin: { binned: true }, type: q },
        x2: { field: "bin_horsepower_end" },
        y: { field: "share", type: q, axis: { format: ".1~%" } },
      },
    },
    "histogram: cumulative": {
      transform: [
        { bin: { maxbins: 12 }, field: "mpg", as: ["low", "high"] },
        { aggregate: [{ op: "count", as: "count" }], groupby: ["low", "high"] },
        { filter: "datum.low !== null" },
        {
          sort: [{ field: "low" }],
          window: [{ op: "sum", field: "count", as: "cumulative" }],
          frame: [null, 0],
        },
      ],
      layer: [
        {
          mark: "bar",
          encoding: {
            x: { field: "low", type: q, bin: { binned: true } },
            x2: { field: "high" },
            y: { field: "cumulative", type: q },
          },
        },
        {
          mark: { type: "bar", color: "yellow", opacity: 0.5 },
          encoding: {
            x: { field: "low", type: q, bin: { binned: true } },
            x2: { field: "high" },
            y: { field: "count", type: q },
          },
        },
      ],
    },
    "histogram: with its mean": {
      layer: [
        { mark: "bar", encoding: { x: { field: "mpg", bin: true, type: q }, y: count } },
        {
          mark: "rule",
          encoding: {
            x: { aggregate: "mean", field: "mpg", type: q },
            color: { value: "red" },
            size: { value: 5 },
          },
        },
      ],
    },
    "histogram: repeated": {
      repeat: ["horsepower", "mpg", "weight"],
      columns: 2,
      spec: { mark: "bar", encoding: { x: { field: { repeat: "repeat" }, bin: true, type: q }, y: count } },
    },
    "histogram: heat map of two": {
      mark: "rect",
      encoding: {
        x: { bin: { maxbins: 20 }, field: "mpg", type: q },
        y: { bin: { maxbins: 15 }, field: "acceleration", type: q },
        color: { aggregate: "count", type: q },
      },
    },
    "histogram: bubbles of two": {
      mark: "circle",
      encoding: {
        x: { bin: { maxbins: 10 }, field: "mpg", type: q },
        y: { bin: true, field: "weight", type: q },
        size: count,
      },
    },
    "histogram: faceted by origin": {
      mark: "bar",
      encoding: {
        x: { bin: { maxbins: 15 }, field: "horsepower", type: q },
        y: count,
        row: { field: "origin", type: "nominal" },
      },
    },
    "histogram: of what is heavy": {
      transform: [
        { filter: { and: [{ field: "weight", gt: 2000 }, { not: { field: "origin", equal: "Japan" } }] } },
      ],
      mark: "bar",
      encoding: {
        x: { bin: true, field: "weight", type: q },
        y: { aggregate: "mean", field: "mpg", type: q },
      },
    },
    "histogram: table of counts": {
      encoding: { x: { field: "cylinders", type: "ordinal" }, y: { field: "origin", type: "ordinal" } },
      layer: [
        {
          mark: "rect",
          encoding: { color: { aggregate: "count", type: q, legend: { direction: "horizontal" } } },
        },
        { mark: "text", encoding: { text: { aggregate: "count", type: q } } },
      ],
    },
    "histogram: mean of a heat map": {
      mark: "rect",
      encoding: {
        y: { field: "origin", type: "nominal" },
        x: { field: "cylinders", type: "ordinal" },
        color: { aggregate: "mean", field: "horsepower", type: q },
      },
      config: { axis: { grid: true, tickBand: "extent" } },
    },
    "histogram: marginal histograms": {
      spacing: 15,
      bounds: "flush",
      vconcat: [
        {
          mark: "bar",
          height: 60,
          encoding: {
            x: { bin: true, field: "mpg", type: q, axis: null },
            y: { aggregate: "count", scale: { domain: [0, 60] }, title: "" },
          },
        },
        {
          spacing: 15,
          bounds: "flush",
          hconcat: [
            {
              mark: "rect",
              encoding: {
                x: { bin: true, field: "mpg", type: q },
                y: { bin: true, field: "horsepower", type: q },
                color: count,
              },
            },
            {
              mark: "bar",
              width: 60,
              encoding: {
                y: { bin: true, field: "horsepower", type: q, axis: null },
                x: { aggregate: "count", scale: { domain: [0, 60] }, title: "" },
              },
            },
          ],
        },
      ],
      config: { view: { stroke: "transparent" } },
    },
  },
  sales: {
    "histogram: logarithmic bins": {
      transform: [
        { filter: "datum.price > 0" },
        { calculate: "log(datum.price) / log(10)", as: "log_price" },
        { bin: true, field: "log_price", as: "bin_log" },
        { calculate: "pow(10, datum.bin_log)", as: "x1" },
        { calculate: "pow(10, datum.bin_log_end)", as: "x2" },
      ],
      mark: "bar",
      encoding: {
        x: { field: "x1", type: q, scale: { type: "log", base: 10 } },
        x2: { field: "x2" },
        y: { aggregate: "count" },
      },
    },
    "histogram: not nice": {
      mark: "bar",
      encoding: {
        x: { field: "amount", bin: { nice: false, maxbins: 8 }, type: q },
        y: { aggregate: "sum", field: "quantity" },
      },
    },
    "histogram: NaN left out": {
      transform: [{ filter: "isValid(datum.score)" }],
      mark: "bar",
      encoding: { x: { field: "score", bin: true, type: q }, y: count },
    },
    "histogram: valid by predicate": {
      transform: [{ filter: { field: "score", valid: true } }],
      mark: "bar",
      encoding: { x: { field: "score", bin: { step: 1 }, type: q }, y: count },
    },
  },
};

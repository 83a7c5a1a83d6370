import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const origin = { field: "origin", type: "nominal" };
const hp = { field: "horsepower", type: q };

/** Box plots, error bars and bands, densities, regressions, quantiles: Vega's own, after what can be done before. */
export const statistics: Corpus = {
  cars: {
    "statistics: box plot": { mark: "boxplot", encoding: { x: origin, y: { field: "mpg", type: q } } },
    "statistics: box plot to the extremes": {
      transform: [{ filter: "datum.weight > 2200" }],
      mark: { type: "boxplot", extent: "min-max" },
      encoding: { y: origin, x: { field: "mpg", type: q } },
    },
    "statistics: error bars of deviation": {
      layer: [
        {
          mark: { type: "errorbar", extent: "stdev" },
          encoding: { x: { ...hp, scale: { zero: false } }, y: origin },
        },
        {
          mark: { type: "point", filled: true },
          encoding: {
            x: { aggregate: "mean", field: "horsepower", type: q, scale: { zero: false } },
            y: origin,
          },
        },
      ],
    },
    "statistics: error band of quartiles": {
      encoding: { x: { field: "year", timeUnit: "year", type: "temporal" } },
      layer: [
        { mark: { type: "errorband", extent: "iqr" }, encoding: { y: hp } },
        { mark: "line", encoding: { y: { aggregate: "median", field: "horsepower", type: q } } },
      ],
    },
    "statistics: quartiles as rules": {
      encoding: { x: origin },
      layer: [
        {
          mark: "rule",
          encoding: { y: { aggregate: "q1", field: "mpg", type: q }, y2: { aggregate: "q3", field: "mpg" } },
        },
        {
          mark: { type: "tick", color: "red" },
          encoding: { y: { aggregate: "median", field: "mpg", type: q } },
        },
      ],
    },
    "statistics: density": {
      transform: [{ filter: "datum.origin !== 'Japan'" }, { density: "mpg", bandwidth: 2 }],
      mark: "area",
      encoding: { x: { field: "value", type: q }, y: { field: "density", type: q } },
    },
    "statistics: densities by group": {
      transform: [{ density: "weight", groupby: ["origin"], extent: [1500, 5500], steps: 50 }],
      mark: "area",
      encoding: {
        x: { field: "value", type: q },
        y: { field: "density", type: q, stack: "zero" },
        color: origin,
      },
    },
    "statistics: regression": {
      layer: [
        {
          mark: { type: "point", filled: true },
          encoding: { x: { field: "weight", type: q }, y: { field: "acceleration", type: q } },
        },
        {
          mark: { type: "line", color: "firebrick" },
          transform: [{ regression: "acceleration", on: "weight" }],
          encoding: { x: { field: "weight", type: q }, y: { field: "acceleration", type: q } },
        },
      ],
    },
    "statistics: local regression": {
      transform: [
        { filter: "isValid(datum.mpg) && isValid(datum.horsepower)" },
        { loess: "mpg", on: "horsepower", bandwidth: 0.5 },
      ],
      mark: "line",
      encoding: { x: hp, y: { field: "mpg", type: q } },
    },
    "statistics: quantiles": {
      transform: [{ quantile: "weight", step: 0.05, as: ["p", "v"] }],
      mark: "point",
      encoding: { x: { field: "p", type: q }, y: { field: "v", type: q } },
    },
    "statistics: five numbers": {
      transform: [
        {
          aggregate: [
            { op: "min", field: "mpg", as: "low" },
            { op: "q1", field: "mpg", as: "q1" },
            { op: "median", field: "mpg", as: "mid" },
            { op: "q3", field: "mpg", as: "q3" },
            { op: "max", field: "mpg", as: "high" },
          ],
          groupby: ["origin"],
        },
      ],
      encoding: { y: origin },
      layer: [
        { mark: "rule", encoding: { x: { field: "low", type: q }, x2: { field: "high" } } },
        { mark: { type: "bar", size: 14 }, encoding: { x: { field: "q1", type: q }, x2: { field: "q3" } } },
        { mark: "tick", encoding: { x: { field: "mid", type: q } } },
      ],
    },
    "statistics: outliers by hand": {
      transform: [
        {
          joinaggregate: [
            { op: "q1", field: "mpg", as: "q1" },
            { op: "q3", field: "mpg", as: "q3" },
          ],
          groupby: ["origin"],
        },
        { calculate: "datum.q3 - datum.q1", as: "iqr" },
        { filter: "datum.mpg > datum.q3 + 0.5 * datum.iqr || datum.mpg < datum.q1 - 0.5 * datum.iqr" },
      ],
      mark: "point",
      encoding: { x: origin, y: { field: "mpg", type: q } },
    },
    "statistics: standard scores": {
      transform: [
        {
          joinaggregate: [
            { op: "mean", field: "weight", as: "mean" },
            { op: "stdevp", field: "weight", as: "spread" },
          ],
        },
        { calculate: "(datum.weight - datum.mean) / datum.spread", as: "z" },
      ],
      mark: "bar",
      encoding: { x: { field: "z", bin: { maxbins: 12 }, type: q }, y: { aggregate: "count" } },
    },
    "statistics: variance and error": {
      mark: "point",
      encoding: {
        x: { aggregate: "variance", field: "mpg", type: q },
        y: { aggregate: "stderr", field: "mpg", type: q },
        color: origin,
        size: { aggregate: "distinct", field: "cylinders" },
      },
    },
    "statistics: a gap that is filled": {
      transform: [
        { aggregate: [{ op: "mean", field: "mpg", as: "mpg" }], groupby: ["cylinders", "origin"] },
        { impute: "mpg", key: "cylinders", groupby: ["origin"], value: 0 },
      ],
      mark: "line",
      encoding: { x: { field: "cylinders", type: "ordinal" }, y: { field: "mpg", type: q }, color: origin },
    },
    "statistics: looked up beside": {
      transform: [
        { aggregate: [{ op: "mean", field: "mpg", as: "mpg" }], groupby: ["origin"] },
        {
          lookup: "origin",
          from: {
            data: {
              values: [
                { key: "USA", km: 1 },
                { key: "Japan", km: 2 },
              ],
            },
            key: "key",
            fields: ["km"],
          },
        },
      ],
      mark: "point",
      encoding: { x: { field: "km", type: q }, y: { field: "mpg", type: q } },
    },
  },
};

import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const date = { field: "date", type: "temporal" };
const price = { field: "price", type: q };
const symbol = { field: "symbol", type: "nominal" };

/** Lines: one, several, steps, slopes, bumps, indexed, with points and with gaps. */
export const lines: Corpus = {
  stocks: {
    "line: one of five": {
      transform: [{ filter: "datum.symbol === 'GAMA'" }],
      mark: "line",
      encoding: { x: date, y: price },
    },
    "line: several": { mark: "line", encoding: { x: date, y: price, color: symbol } },
    "line: with points": {
      mark: { type: "line", point: true },
      encoding: {
        x: { timeUnit: "year", field: "date" },
        y: { aggregate: "mean", field: "price", type: q },
        color: symbol,
      },
    },
    "line: in steps": {
      transform: [{ filter: { field: "symbol", equal: "BETA" } }],
      mark: { type: "line", interpolate: "step-after" },
      encoding: { x: date, y: price },
    },
    "line: monotone, two of five": {
      transform: [{ filter: { field: "symbol", oneOf: ["ALFA", "OMEG"] } }],
      mark: { type: "line", interpolate: "monotone" },
      encoding: { x: date, y: price, strokeDash: symbol },
    },
    "line: mean by month and symbol": {
      mark: "line",
      encoding: {
        x: { ...date, timeUnit: "yearquarter" },
        y: { aggregate: "mean", field: "price", type: q },
        color: symbol,
      },
    },
    "line: logarithmic": {
      mark: "line",
      encoding: { x: date, y: { ...price, scale: { type: "log" } }, color: symbol },
    },
    "line: compared to a first value": {
      transform: [
        {
          window: [{ op: "first_value", field: "price", as: "first" }],
          groupby: ["symbol"],
          sort: [{ field: "date" }],
        },
        { calculate: "(datum.price - datum.first) / datum.first", as: "change" },
      ],
      mark: "line",
      encoding: { x: date, y: { field: "change", type: q, axis: { format: "%" } }, color: symbol },
    },
    "line: slope between two years": {
      transform: [
        { filter: "month(datum.date) === 0 && (year(datum.date) === 2004 || year(datum.date) === 2007)" },
      ],
      mark: "line",
      encoding: {
        x: { field: "date", timeUnit: "year", type: "ordinal", scale: { padding: 0.5 } },
        y: { aggregate: "median", field: "price", type: q },
        color: symbol,
      },
    },
    "line: bump of ranks": {
      transform: [
        { timeUnit: "year", field: "date", as: "year" },
        { aggregate: [{ op: "mean", field: "price", as: "price" }], groupby: ["year", "symbol"] },
        {
          window: [{ op: "rank", as: "rank" }],
          sort: [{ field: "price", order: "descending" }],
          groupby: ["year"],
        },
      ],
      mark: { type: "line", point: true },
      encoding: {
        x: { field: "year", type: "temporal", timeUnit: "year" },
        y: { field: "rank", type: "ordinal" },
        color: symbol,
      },
    },
    "line: names at the ends": {
      encoding: { color: { ...symbol, legend: null } },
      layer: [
        { mark: "line", encoding: { x: date, y: price } },
        {
          encoding: {
            x: { aggregate: "max", field: "date", type: "temporal" },
            y: { aggregate: { argmax: "date" }, field: "price", type: q },
          },
          layer: [
            { mark: "circle" },
            { mark: { type: "text", align: "left", dx: 4 }, encoding: { text: symbol } },
          ],
        },
      ],
    },
    "line: mean over all beside each": {
      layer: [
        { mark: { type: "line", opacity: 0.3 }, encoding: { x: date, y: price, detail: symbol } },
        {
          mark: { type: "line", size: 4 },
          encoding: { x: date, y: { aggregate: "mean", field: "price", type: q } },
        },
      ],
    },
    "line: faceted": { mark: "line", height: 60, encoding: { x: date, y: price, row: symbol } },
    "line: trail": {
      transform: [{ filter: "datum.symbol == 'ALFA'" }],
      mark: "trail",
      encoding: { x: date, y: price, size: { field: "price", type: q } },
    },
    "line: a rule for the mean": {
      layer: [
        { transform: [{ filter: "datum.symbol == 'DELT'" }], mark: "line", encoding: { x: date, y: price } },
        {
          mark: "rule",
          encoding: { y: { aggregate: "mean", field: "price", type: q }, size: { value: 2 }, color: symbol },
        },
      ],
    },
    "line: every third of them by number": {
      transform: [
        { window: [{ op: "row_number", as: "n" }], groupby: ["symbol"], sort: [{ field: "date" }] },
        { filter: "datum.n % 3 === 0" },
      ],
      mark: "line",
      encoding: { x: date, y: price, color: symbol },
    },
  },
  sales: {
    "line: with gaps": {
      transform: [{ filter: "datum.id < 60" }],
      mark: { type: "line", invalid: "break-paths-filter-domains" },
      encoding: { x: { field: "id", type: q }, y: { field: "amount", type: q } },
    },
    "line: sum by quantity": {
      mark: "line",
      encoding: {
        x: { field: "quantity", type: q },
        y: { aggregate: "sum", field: "amount", type: q },
        color: { field: "region", type: "nominal" },
      },
    },
    "line: connected in its own order": {
      transform: [{ filter: "datum.id < 12 && isValid(datum.amount)" }],
      mark: { type: "line", point: true },
      encoding: {
        x: { field: "price", type: q },
        y: { field: "amount", type: q },
        order: { field: "id", type: q },
      },
    },
    "line: parallel coordinates": {
      transform: [
        { filter: "isValid(datum.amount) && isValid(datum.score)" },
        { window: [{ op: "count", as: "index" }] },
        { fold: ["amount", "score", "quantity"] },
        {
          joinaggregate: [
            { op: "min", field: "value", as: "min" },
            { op: "max", field: "value", as: "max" },
          ],
          groupby: ["key"],
        },
        { calculate: "(datum.value - datum.min) / (datum.max - datum.min)", as: "norm" },
      ],
      mark: { type: "line", opacity: 0.3 },
      encoding: {
        x: { field: "key", type: "nominal" },
        y: { field: "norm", type: q, axis: null },
        color: { field: "region", type: "nominal" },
        detail: { field: "index", type: "nominal" },
      },
    },
  },
};

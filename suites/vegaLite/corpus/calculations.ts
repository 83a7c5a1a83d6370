import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const shown = (calculate: string, type = q) => ({
  transform: [{ calculate, as: "made" }],
  mark: "point",
  encoding: { x: { field: "id", type: q }, y: { field: "made", type } },
});
const means = (calculate: string) => ({
  transform: [{ calculate, as: "made" }],
  mark: "bar",
  encoding: { x: { field: "region", type: "nominal" }, y: { aggregate: "mean", field: "made", type: q } },
});

/** Calculations, with what JavaScript makes of null, NaN and text. */
export const calculations: Corpus = {
  sales: {
    "calculate: NULL counts as nothing": shown("datum.amount + 1"),
    "calculate: times NULL": shown("datum.amount * datum.quantity"),
    "calculate: by zero": shown("datum.price / datum.quantity"),
    "calculate: what is left": shown("datum.quantity % 5 - datum.id % 3"),
    "calculate: truth as a number": shown("datum.paid + datum.quantity"),
    "calculate: negative": shown("-datum.amount"),
    "calculate: nested choice": shown(
      "datum.amount === null ? 'none' : datum.amount < 0 ? 'loss' : 'gain'",
      "nominal",
    ),
    "calculate: text and text": shown("datum.region + '/' + datum.vendor", "nominal"),
    "calculate: text and whole numbers": shown("'no ' + datum.quantity", "nominal"),
    "calculate: text and numbers with a fraction": shown("datum.score + ' points'", "nominal"),
    "calculate: one or the other": shown("datum.vendor || 'nobody'", "nominal"),
    "calculate: one and the other": shown("datum.paid && datum.quantity > 4", "nominal"),
    "calculate: rounded": means("round(datum.score * 2) / 2"),
    "calculate: floor and ceiling": means("ceil(datum.amount / 7) - floor(datum.amount / 7)"),
    "calculate: roots and powers": means("sqrt(abs(datum.amount)) + pow(datum.quantity, 2)"),
    "calculate: root of what is negative": means("sqrt(datum.amount)"),
    "calculate: logarithm of nothing": shown("log(datum.quantity)"),
    "calculate: angles": means("sin(datum.quantity) * cos(datum.id) + atan2(datum.quantity, 3)"),
    "calculate: least and greatest": means("max(datum.score, datum.quantity) - min(datum.score, 2)"),
    "calculate: clamped": means("clamp(datum.amount, 0, 100)"),
    "calculate: constants": shown("datum.quantity * PI + E"),
    "calculate: by name in brackets": shown("datum['quantity'] * 2"),
    "calculate: one after the other": {
      transform: [
        { calculate: "datum.amount * 2", as: "a2" },
        { calculate: "datum.a2 + datum.quantity", as: "a2" },
        { calculate: "if(datum.a2 > 50, 'high', 'low')", as: "class" },
      ],
      mark: "bar",
      encoding: { x: { field: "class", type: "nominal" }, y: { aggregate: "sum", field: "a2", type: q } },
    },
    "calculate: a column over itself": {
      transform: [{ calculate: "datum.region + '!'", as: "region" }],
      mark: "bar",
      encoding: { x: { field: "region", type: "nominal" }, y: { aggregate: "count" } },
    },
    "calculate: a format that is Vega's": {
      transform: [
        { filter: "datum.quantity > 3" },
        { calculate: "format(datum.price, ',.0f')", as: "label" },
      ],
      mark: "text",
      encoding: {
        x: { field: "quantity", type: q },
        y: { field: "region", type: "nominal" },
        text: { field: "label", type: "nominal" },
      },
    },
    "calculate: lengths": means("length(datum.region) + indexof(datum.region, 'st')"),
    "calculate: the day of a date": shown("isValid(datum.at) ? day(datum.at) : -1"),
    "calculate: the year of no date": shown("year(datum.at)"),
    "calculate: folded and summed": {
      transform: [{ fold: ["amount", "price"], as: ["what", "how much"] }],
      mark: "bar",
      encoding: {
        x: { field: "what", type: "nominal" },
        y: { aggregate: "sum", field: "how much", type: q },
        color: { field: "region", type: "nominal" },
      },
    },
    "calculate: pivoted": {
      transform: [{ pivot: "region", value: "quantity", groupby: ["vendor"] }],
      mark: "point",
      encoding: {
        x: { field: "north", type: q },
        y: { field: "south", type: q },
        color: { field: "vendor", type: "nominal" },
      },
    },
    "calculate: pivoted means": {
      transform: [
        { filter: "isValid(datum.vendor)" },
        { pivot: "region", value: "amount", groupby: ["vendor"], op: "mean" },
      ],
      mark: "bar",
      encoding: { y: { field: "vendor", type: "nominal" }, x: { field: "east", type: q } },
    },
  },
};

/** A relation with NULL, NaN, empty and quoted names, whole and decimal numbers, moments and days; the same in every engine. */
export const createOddRelation = `CREATE TABLE "odd relation" AS
WITH rolled AS (SELECT i, list_transform(range(12), n -> (hash(i * 31 + n * 7919 + 5) % 1000003)::DOUBLE / 1000003) AS roll FROM range(600) AS r(i))
SELECT
  CASE WHEN roll[1] < 0.05 THEN NULL ELSE ['Acme', 'Björk & Co', 'O''Neil', 'a"b', ''][1 + floor(roll[2] * 5)::INTEGER] END AS vendor,
  ['DE', 'US', 'JP'][1 + floor(roll[3] * 3)::INTEGER] AS country,
  CASE WHEN roll[4] < 0.05 THEN NULL ELSE round(roll[5] * 1000 - 200, 2) END AS amount,
  CASE WHEN roll[6] < 0.05 THEN 'NaN'::DOUBLE ELSE roll[7] * 7 END AS score,
  floor(roll[8] * 12)::INTEGER AS quantity,
  (roll[9] * 100000)::DECIMAL(10, 2) AS price,
  floor(roll[10] * 3)::BIGINT AS level,
  CASE WHEN roll[11] < 0.03 THEN NULL
    ELSE make_timestamp(1576800000000000 + (roll[12] * 86400000 * 800)::BIGINT * 1000) END AS "at",
  DATE '2021-01-01' + floor(roll[5] * 60)::INTEGER AS day,
  roll[3] < 0.5 AS paid
FROM rolled`;

const q = "quantitative";
const bar = (x: object, y: object, more: object = {}) => ({ mark: "bar", encoding: { x, y, ...more } });
const count = { aggregate: "count" };
const vendor = { field: "vendor", type: "nominal" };
const sumAmount = { aggregate: "sum", field: "amount", type: q };

/** A chart that does not itself ask for UTC. */
export function unzoned(spec: object): object {
  const text = JSON.stringify(spec).replace(/"utc(?=[a-z])/g, '"');
  const read: unknown = JSON.parse(text);
  return Object(read);
}

/** Charts that DuckDB can group for, by what is odd about them. */
export const groupedSpecs: Record<string, object> = {
  "a sum by name": bar(vendor, sumAmount),
  "a count by name": bar(vendor, { aggregate: "count", type: q }),
  "one number": { mark: "bar", encoding: { y: sumAmount } },
  "stacked by colour": bar(vendor, sumAmount, { color: { field: "country", type: "nominal" } }),
  "a mean by colour, which does not stack": bar(
    vendor,
    { aggregate: "mean", field: "amount", type: q },
    { color: { field: "country" } },
  ),
  "stacked to 100 %": bar(vendor, { ...count, stack: "normalize" }, { color: { field: "country" } }),
  "sorted by the other axis": bar({ ...vendor, sort: "-y" }, sumAmount),
  "sorted by another sum": bar(
    { ...vendor, sort: { field: "quantity", op: "sum", order: "descending" } },
    sumAmount,
  ),
  "in the order of the data": bar({ field: "country", type: "nominal", sort: null }, sumAmount),
  "in a given order": bar(
    { field: "country", sort: ["US", "JP", "DE"] },
    { aggregate: "max", field: "amount" },
  ),
  "distinct values": bar({ field: "country" }, { aggregate: "distinct", field: "vendor" }),
  "missing and valid": {
    mark: "point",
    encoding: {
      x: { aggregate: "missing", field: "amount" },
      y: { aggregate: "valid", field: "score" },
      detail: { field: "country" },
    },
  },
  medians: bar({ field: "country" }, { aggregate: "median", field: "score" }),
  quartiles: {
    mark: "rule",
    encoding: {
      x: { field: "country" },
      y: { aggregate: "q1", field: "amount" },
      y2: { aggregate: "q3", field: "amount" },
    },
  },
  deviations: bar(
    { field: "vendor" },
    { aggregate: "stdev", field: "amount" },
    { tooltip: { aggregate: "variance", field: "amount" } },
  ),
  "population deviations": bar(
    { field: "country" },
    { aggregate: "stdevp", field: "score" },
    { size: { aggregate: "stderr", field: "score" } },
  ),
  "a mean of NaN and numbers": bar({ field: "country" }, { aggregate: "average", field: "score" }),
  histogram: bar({ field: "amount", bin: true, type: q }, count),
  "histogram of few bins": bar({ field: "amount", bin: { maxbins: 4 }, type: q }, count),
  "histogram of many bins": bar({ field: "score", bin: { maxbins: 70 }, type: q }, count),
  "histogram by step": bar({ field: "price", bin: { step: 7500 }, type: q }, count),
  "histogram that is not nice": bar({ field: "amount", bin: { nice: false, maxbins: 7 }, type: q }, count),
  "histogram of ordinals": bar({ field: "quantity", bin: { maxbins: 5 }, type: "ordinal" }, count),
  "heat map of bins": {
    mark: "rect",
    encoding: {
      x: { field: "amount", bin: { maxbins: 12 } },
      y: { field: "score", bin: true },
      color: count,
    },
  },
  "colour by bins": bar({ field: "country" }, count, { color: { field: "amount", bin: true, type: q } }),
  "by year": bar({ field: "at", timeUnit: "utcyear", type: "temporal" }, count),
  "by quarter": bar({ field: "at", timeUnit: "utcyearquarter" }, sumAmount),
  "by month": {
    mark: "line",
    encoding: { x: { field: "at", timeUnit: "utcyearmonth" }, y: sumAmount, color: { field: "country" } },
  },
  "by day": { mark: "area", encoding: { x: { field: "at", timeUnit: "utcyearmonthdate" }, y: sumAmount } },
  "by hour of the calendar": {
    mark: "line",
    encoding: {
      x: { field: "at", timeUnit: "utcyearmonthdatehours" },
      y: { aggregate: "min", field: "amount" },
    },
  },
  "by month of any year": bar({ field: "at", timeUnit: "utcmonth", type: "ordinal" }, count),
  "by day of the week": bar({ field: "at", timeUnit: "utcday", type: "ordinal" }, sumAmount),
  "by day of the week and hour": {
    mark: "rect",
    encoding: {
      x: { field: "at", timeUnit: "utchours", type: "ordinal" },
      y: { field: "at", timeUnit: "utcday", type: "ordinal" },
      color: count,
    },
  },
  "by day of the month": bar({ field: "at", timeUnit: "utcdate", type: "ordinal" }, count),
  "by month and day": { mark: "line", encoding: { x: { field: "at", timeUnit: "utcmonthdate" }, y: count } },
  "by week": { mark: "line", encoding: { x: { field: "at", timeUnit: "utcyearweek" }, y: count } },
  "by day of the year": {
    mark: "line",
    encoding: { x: { field: "at", timeUnit: "utcdayofyear" }, y: count },
  },
  "by minute": bar({ field: "at", timeUnit: "utcminutes", type: "ordinal" }, count),
  "a date as it stands": {
    mark: "line",
    encoding: { x: { field: "day", type: "temporal", scale: { type: "utc" } }, y: sumAmount },
  },
  "an arc": { mark: "arc", encoding: { theta: count, color: { field: "country", type: "nominal" } } },
  "rows and columns": {
    width: 80,
    height: 60,
    ...bar({ field: "country" }, sumAmount, {
      row: { field: "paid" },
      column: { field: "level", type: "ordinal" },
    }),
  },
  "a line with points": {
    encoding: { x: { field: "at", timeUnit: "utcyearmonth" }, y: sumAmount },
    layer: [{ mark: "line" }, { mark: "point" }],
  },
  "bars with numbers on them": {
    encoding: { y: { field: "country" }, x: sumAmount },
    layer: [
      { mark: "bar" },
      { mark: { type: "text", dx: 4 }, encoding: { text: { ...sumAmount, format: ".1f" } } },
    ],
  },
  "a highlighted value": bar({ field: "country" }, sumAmount, {
    color: { condition: { param: "pick", field: "paid", type: "nominal" }, value: "grey" },
  }),
  "a title of its own": bar(
    { ...vendor, title: "Who", axis: { labelAngle: 0 } },
    { ...sumAmount, title: null },
  ),
  "a plain field title": {
    config: { fieldTitle: "functional" },
    ...bar({ field: "at", timeUnit: "utcyear" }, sumAmount),
  },
};
Object.assign(groupedSpecs["a highlighted value"] ?? {}, {
  params: [{ name: "pick", select: { type: "point", encodings: ["x"] } }],
});

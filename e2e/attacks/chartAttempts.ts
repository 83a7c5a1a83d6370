/** A drawn point for every row, beside which each attack stands. */
const points = {
  mark: "point",
  encoding: { x: { field: "n", type: "quantitative" }, y: { field: "n", type: "quantitative" } },
};

/** Charts that would load, link or show something from elsewhere: what it tries → specification. */
export function loadingCharts(url: string): Record<string, object> {
  const image = { type: "image", url: `${url}/mark.svg`, width: 20, height: 20 };
  return {
    "data by address": { ...points, data: { url: `${url}/data.json` } },
    "data by address in a layer": {
      layer: [{ ...points, data: { url: `${url}/layer.csv`, format: { type: "csv" } } }],
    },
    "data by address in a lookup": {
      ...points,
      transform: [{ lookup: "n", from: { data: { url: `${url}/lookup.json` }, key: "n", fields: ["a"] } }],
    },
    "data by address among datasets": {
      ...points,
      datasets: { far: { url: `${url}/dataset.json` } },
      data: { name: "far" },
    },
    "a map by address": {
      mark: "geoshape",
      data: { url: `${url}/map.json`, format: { type: "topojson", feature: "x" } },
    },
    "an image mark": { ...points, mark: image },
    "an image mark from rows": {
      ...points,
      mark: "image",
      encoding: { ...points.encoding, url: { field: "address" } },
    },
    "an image mark from a value": {
      ...points,
      mark: "image",
      encoding: { ...points.encoding, url: { value: `${url}/value.svg` } },
    },
    "an image mark from an expression": {
      ...points,
      mark: { ...image, url: { expr: `'${url}/' + 'expression.svg'` } },
    },
    "an image in the configuration": {
      ...points,
      mark: "image",
      config: { image: { url: `${url}/config.svg` }, mark: { url: `${url}/config2.svg` } },
    },
    "a link": {
      ...points,
      mark: { type: "point", size: 10_000, href: `${url}/href` },
      encoding: { ...points.encoding, href: { value: `${url}/channel` } },
    },
    "a link from an expression": {
      ...points,
      mark: { type: "point", size: 10_000, href: { expr: `'${url}/linked'` } },
    },
    "a tooltip with a picture": {
      ...points,
      mark: {
        type: "point",
        size: 10_000,
        tooltip: { expr: `{ image: '${url}/tooltip.svg', title: '<img src="${url}/title.svg">' }` },
      },
    },
    "a tooltip from rows": { ...points, mark: { type: "point", size: 10_000, tooltip: { content: "data" } } },
    "an image in a background": {
      ...points,
      background: `url(${url}/background.svg)`,
      view: { fill: `url(${url}/view.svg)` },
    },
    "a font by address": { ...points, config: { font: `x; src: url(${url}/font.woff2)` } },
    "options of its own": {
      ...points,
      usermeta: {
        embedOptions: {
          config: `${url}/embed.json`,
          actions: true,
          editorUrl: `${url}/editor`,
          patch: `${url}/patch.json`,
          loader: { baseURL: url, target: "_top" },
          downloadFileName: "<img src=x>",
          sourceHeader: `<script src="${url}/header.js"></script>`,
          ast: false,
          renderer: "svg",
        },
      },
    },
    "another schema": { ...points, $schema: `${url}/schema/vega/v5.json` },
  };
}

const run = "globalThis.pwned = 1";

/** Expressions of published advisories, and their kin: each would leave a mark on the global object. */
const expressions = [
  // CVE-2025-25304: a function of the selections called with an event of one's own.
  `vlSelectionTuples([{datum: {toString: 'x'}}], {fields: [{getter: event.view.eval}]})`,
  // CVE-2025-26619: the window by way of an event.
  `event && event.view && event.view.eval('${run}')`,
  `event['view']['setTimeout']('${run}', 0)`,
  `warn(group()['context']['dataflow']['_el']['ownerDocument']['defaultView']['eval']('${run}'))`,
  // CVE-2025-27793: a function of one's own in place of a format.
  `format({toString: datum['constructor']['constructor']('${run}')}, 'd')`,
  `replace('a', datum['constructor']['constructor']('${run}'), '')`,
  // CVE-2025-59840: a conversion that calls what it is given.
  `'' + {toString: datum.constructor.constructor, valueOf: datum.constructor.constructor}`,
  `+{valueOf: scale, a: vlSelectionResolve, toString: vlSelectionTest}`,
  // CVE-2025-65110 and 66648: a setter that was put on the global object, and array conversion.
  `modify('rows', {a: 1}, null, null, datum.constructor.constructor('${run}'))`,
  `toString({toString: isArray.constructor('${run}')})`,
  `datum.constructor.constructor('${run}')()`,
  `''['constructor']['constructor']('${run}')()`,
  `datum.__proto__.polluted`,
  `[].map.constructor('${run}')()`,
  `datum['__defineGetter__']('n', datum.constructor.constructor('${run}'))`,
  `treePath({children: [datum.constructor.constructor('${run}')]}, 0, 1)`,
  `this['pwned'] = 1`,
  `window.pwned`,
  `globalThis.pwned`,
  `fetch('x')`,
  `import('x')`,
  `(() => { ${run} })()`,
];

/** Charts that would run code: by expressions wherever one may stand, and as a whole specification of Vega. */
export function runningCharts(): Record<string, object> {
  const all: Record<string, object> = {};
  expressions.forEach((expression, at) => {
    // Each where one may stand: for every row, or once.
    all[`${at}: ${expression}`] =
      at % 2 === 0
        ? { ...points, transform: [{ calculate: expression, as: "z" }] }
        : { ...points, params: [{ name: "p", expr: expression }] };
  });
  const [first = ""] = expressions;
  all["a specification of Vega"] = {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    signals: [
      {
        name: "s",
        init: first,
        on: [{ events: "window:mousemove", update: `event.view.eval('${run}')`, force: true }],
      },
    ],
    marks: [{ type: "symbol", encode: { enter: { x: { signal: `event.view.eval('${run}')` } } } }],
  };
  all["polluted names"] = JSON.parse(
    `{"mark": "point", "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "config": {"__proto__": {"polluted": 1},
      "constructor": {"prototype": {"polluted": 1}}, "style": {"__proto__": {"polluted": 1}}}, "encoding": {"x": {"field": "__proto__.polluted"},
      "y": {"field": "constructor.prototype"}}, "params": [{"name": "__proto__", "value": {"polluted": 1}}], "datasets": {"__proto__": [{"polluted": 1}]}}`,
  );
  return all;
}

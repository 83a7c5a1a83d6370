/** Elements that shown HTML and SVG may have: text, tables, pictures. Nothing that runs, loads, asks for input or links. */
export const htmlElements: readonly string[] = [
  ..."a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark meter ol p pre progress q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split(
    " ",
  ),
  ..."svg g path rect circle ellipse line polyline polygon text tspan title desc defs linearGradient radialGradient stop clipPath marker".split(
    " ",
  ),
];

/** Attributes that they may have. No `id`, `name`, `class` or `data-*`: nothing can be mistaken for a part of the app. */
export const htmlAttributes: readonly string[] = [
  ..."alt align colspan dir headers height lang max min open rowspan scope span src start style title value width datetime".split(
    " ",
  ),
  ..."cx cy d dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight gradientTransform gradientUnits offset opacity points preserveAspectRatio r rotate rx ry stop-color stop-opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor dominant-baseline transform vector-effect version viewBox x x1 x2 xmlns y y1 y2".split(
    " ",
  ),
];

const styleProperties = new Set(
  "background-color border border-bottom border-bottom-color border-collapse border-color border-left border-radius border-right border-spacing border-style border-top border-width color display fill font font-family font-size font-style font-variant font-weight gap height letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width opacity overflow padding padding-bottom padding-left padding-right padding-top stroke stroke-width text-align text-decoration text-transform vertical-align white-space width word-break".split(
    " ",
  ),
);

/** A style attribute with only what cannot lay one element over another or load anything; "" where nothing is left. */
export function safeStyle(style: string): string {
  // Comments, escapes and quotes can hide a declaration from this reading of it; plain styles have none.
  if (/[\\"'@<>]|\/\*/.test(style)) return "";
  return style
    .split(";")
    .map((declaration) => {
      const [property = "", ...rest] = declaration.split(":");
      return { property: property.trim().toLowerCase(), value: rest.join(":").trim() };
    })
    .filter(({ property, value }) => styleProperties.has(property) && isPlainValue(property, value))
    .map(({ property, value }) => `${property}: ${value}`)
    .join("; ");
}

function isPlainValue(property: string, value: string): boolean {
  if (value === "" || value.length > 200 || /!important/i.test(value)) return false;
  const calls = value.match(/[a-z-]+(?=\s*\()/gi) ?? [];
  if (calls.some((call) => !/^(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark)$/i.test(call))) return false;
  // A negative margin moves an element over what stands before it.
  return !(property.startsWith("margin") && value.includes("-"));
}

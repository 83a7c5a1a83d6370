import { asJsonObject, isJsonObject, type JsonObject } from "../chart/jsonObject.ts";

/** What a specification may draw, and what was left out of it, one sentence each. */
export interface SafeSpec {
  spec: JsonObject;
  warnings: string[];
}

/** The name of the data that the page sends. */
export const rowsName = "rows";

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);
const longestSequence = 1_000_000;
const largestSizePx = 8_000;

/**
 * A Vega-Lite specification without all that reaches out of the frame: remote data and images, links, and the options
 * that vega-embed takes from a specification itself. Its data is the rows that the page sends, where it sends any.
 * Throws where the chart could only hang.
 */
export function safeSpec(spec: unknown, hasRows: boolean): SafeSpec {
  const warnings = new Set<string>();
  const { usermeta: _usermeta, $schema: _schema, data, ...chart } = asJsonObject(clean(spec, warnings, 0));
  const safe: Record<string, unknown> = { ...chart };
  for (const size of ["width", "height"]) {
    const wanted = safe[size];
    if (typeof wanted !== "number" || wanted <= largestSizePx) continue;
    safe[size] = largestSizePx;
    warnings.add(`The chart's ${size} was cut to ${largestSizePx} pixels.`);
  }
  safe.data = hasRows || !isJsonObject(data) || Object.keys(data).length === 0 ? { name: rowsName } : data;
  return { spec: safe, warnings: [...warnings] };
}

/** Says whether an image may be drawn: only one whose bytes stand in its address. */
export function isInlineImage(address: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/i.test(address);
}

function clean(value: unknown, warnings: Set<string>, depth: number): unknown {
  if (depth > 100) throw new Error("The chart is nested more than 100 deep.");
  if (Array.isArray(value)) return value.map((item) => clean(item, warnings, depth + 1));
  if (!isJsonObject(value)) return value;
  const kept: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) continue;
    if (key === "href") {
      warnings.add("Links in charts are off.");
      continue;
    }
    kept.push([key, key === "data" ? cleanData(item, warnings, depth) : clean(item, warnings, depth + 1)]);
  }
  const cleaned = Object.fromEntries(kept);
  if (isImageMark(cleaned) && asJsonObject(asJsonObject(cleaned.encoding).url).field !== undefined) {
    warnings.add("Images are drawn only from data: addresses.");
  }
  return isRemoteImage(cleaned) ? withoutImage(cleaned, warnings) : cleaned;
}

function cleanData(data: unknown, warnings: Set<string>, depth: number): unknown {
  if (!isJsonObject(data)) return clean(data, warnings, depth + 1);
  const { url, values, ...rest } = data;
  const { sequence } = rest;
  if (isJsonObject(sequence)) refuseLong(sequence);
  if (url !== undefined) warnings.add("Remote data is not loaded: a chart draws the rows of its relation.");
  // Inline values are data, whatever their keys are called.
  return { ...asJsonObject(clean(rest, warnings, depth + 1)), ...(values === undefined ? {} : { values }) };
}

function refuseLong({ start = 0, stop, step = 1 }: JsonObject): void {
  const count = (Number(stop) - Number(start)) / Number(step);
  if (!Number.isFinite(count) || count > longestSequence) {
    throw new Error(`A sequence may have up to ${longestSequence.toLocaleString("en")} values.`);
  }
}

function isImageMark({ mark }: JsonObject): boolean {
  return mark === "image" || asJsonObject(mark).type === "image";
}

/** A mark definition with an address of its own that is not inside it. */
function isRemoteImage({ type, url }: JsonObject): boolean {
  return type === "image" && typeof url === "string" && !isInlineImage(url);
}

function withoutImage(mark: JsonObject, warnings: Set<string>): JsonObject {
  warnings.add("Remote images are not loaded.");
  const { url: _url, ...rest } = mark;
  return rest;
}

import { asJsonObject, isJsonObject, type JsonObject } from "../chart/jsonObject.ts";

/** Height of a chart that does not say how tall it is. */
export const defaultHeightPx = 300;

const rowHeightPx = 18;
const tallestPx = 4_000;
const letterWidthPx = 6.2;

/** The distinct values of a drawn field. */
type DistinctValues = (field: string) => readonly unknown[];

/** Whether the chart follows the width of its place. */
export interface FittedSpec {
  spec: JsonObject;
  followsWidth: boolean;
}

/** A specification that fills its place: as wide as that and 300 px high, unless it has sizes of its own. */
export function fitSpec(spec: JsonObject, widthPx: number, distinctValues: DistinctValues): FittedSpec {
  const { width, height, autosize } = spec;
  const encoding = asJsonObject(spec.encoding);
  const across = viewsAcross(spec, encoding, distinctValues);
  if (across !== null) {
    const cellWidth = Math.max(60, Math.floor((widthPx - 90) / across) - 24);
    const config = asJsonObject(spec.config);
    const view = {
      continuousWidth: cellWidth,
      discreteWidth: cellWidth,
      continuousHeight: 160,
      ...asJsonObject(config.view),
    };
    const isFacet = ["row", "column", "facet"].some((channel) => encoding[channel] !== undefined);
    const sized = isFacet && (width === undefined || width === "container") ? { width: cellWidth } : {};
    return { spec: { ...spec, ...sized, config: { ...config, view } }, followsWidth: false };
  }
  const fitsWidth = width === undefined || width === "container";
  const fitsHeight = height === undefined || height === "container";
  const heightPx = fitsHeight ? fittingHeight(spec, distinctValues) : height;
  const type = fitsWidth && typeof heightPx === "number" ? "fit" : fitsWidth ? "fit-x" : "pad";
  return {
    spec: {
      ...spec,
      ...(isJsonObject(spec.encoding)
        ? { encoding: withReadableNames(encoding, widthPx, distinctValues) }
        : {}),
      width: fitsWidth ? widthPx : width,
      height: heightPx,
      autosize: autosize ?? { type, contains: "padding" },
    },
    followsWidth: fitsWidth,
  };
}

/** A height at which the names on a discrete y axis can be read. */
function fittingHeight(spec: JsonObject, distinctValues: DistinctValues): number {
  const y = asJsonObject(asJsonObject(spec.encoding).y);
  if ((y.type !== "nominal" && y.type !== "ordinal") || typeof y.field !== "string") return defaultHeightPx;
  const names = distinctValues(y.field).length;
  return Math.min(tallestPx, Math.max(defaultHeightPx, names * rowHeightPx + 60));
}

/** Names under a discrete x axis lie flat where they fit and slant where they do not: Vega-Lite would stand them upright. */
function withReadableNames(
  encoding: JsonObject,
  widthPx: number,
  distinctValues: DistinctValues,
): JsonObject {
  const x = asJsonObject(encoding.x);
  const axis = asJsonObject(x.axis);
  const isDiscrete = x.type === "nominal" || x.type === "ordinal";
  if (!isDiscrete || typeof x.field !== "string" || x.axis === null || axis.labelAngle !== undefined)
    return encoding;
  const names = distinctValues(x.field);
  const isNamed = x.timeUnit === undefined && x.bin === undefined;
  const longest = Math.max(0, ...names.slice(0, 500).map((name) => String(name).length));
  const isTight = isNamed && (longest * letterWidthPx + 8) * names.length > widthPx - 80;
  const angle = isTight ? { labelAngle: -40, labelLimit: 120 } : { labelAngle: 0 };
  return { ...encoding, x: { ...x, axis: { ...axis, ...angle } } };
}

/** How many views stand side by side; null for a single or layered chart. */
function viewsAcross(spec: JsonObject, encoding: JsonObject, distinctValues: DistinctValues): number | null {
  if (Array.isArray(spec.hconcat)) return Math.max(1, spec.hconcat.length);
  if (Array.isArray(spec.vconcat)) return 1;
  const columns = typeof spec.columns === "number" ? spec.columns : null;
  if (Array.isArray(spec.concat))
    return Math.max(1, Math.min(columns ?? spec.concat.length, spec.concat.length));
  const facet = asJsonObject(spec.facet);
  const across = asJsonObject(encoding.column ?? facet.column);
  if (typeof across.field === "string") return Math.max(1, Math.min(12, distinctValues(across.field).length));
  const wrapped = isJsonObject(encoding.facet) ? encoding.facet : facet;
  if (typeof wrapped.field === "string") {
    const perLine = typeof wrapped.columns === "number" ? wrapped.columns : (columns ?? 3);
    return Math.max(1, Math.min(perLine, distinctValues(wrapped.field).length));
  }
  if (
    encoding.row !== undefined ||
    spec.facet !== undefined ||
    spec.repeat !== undefined ||
    spec.spec !== undefined
  )
    return 1;
  return null;
}

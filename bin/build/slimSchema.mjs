/**
 * Vega-Lite's own JSON schema without its prose, which is four fifths of it: names, types and choices stay as they are.
 * @param {unknown} schema
 * @returns {unknown}
 */
export function slimSchema(schema) {
  return without(schema, false);
}

/** `isNames`: the keys are names that the schema defines, where a `description` is a property like any other. */
function without(value, isNames) {
  if (Array.isArray(value)) return value.map((item) => without(item, false));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key]) => isNames || (key !== "description" && key !== "$schema"),
  );
  return Object.fromEntries(
    kept.map(([key, item]) => [
      key,
      without(item, !isNames && (key === "properties" || key === "definitions")),
    ]),
  );
}

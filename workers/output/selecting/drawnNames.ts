import type { SelectableField } from "../../../lib/chart/selection/selectableViews.ts";

/** The column that Vega-Lite calls by this name behind its own binning and cutting of time; null where it is none. */
export function fieldNamed(name: string, fields: readonly SelectableField[]): SelectableField | null {
  // The longest, as the name of one column may end like another's.
  const all = fields.filter((field) => isNameOf(name, field));
  return all.reduce<SelectableField | null>(
    (best, field) => (best && best.alias.length >= field.alias.length ? best : field),
    null,
  );
}

function isNameOf(written: string, { alias, kind, unit }: SelectableField): boolean {
  const name = written.replace(/\\(.)/g, "$1");
  // Selections of Vega-Lite's own call a bin by the name of its column.
  if (name === alias) return true;
  const bare = name.replace(/_(?:end|range)$/, "");
  switch (kind) {
    case "bin":
      return [name, bare].some((each) => each.startsWith("bin_") && each.endsWith(`_${alias}`));
    case "unit": {
      const cut = `utc${unit?.replace(/^utc/, "") ?? ""}_${alias}`;
      return name === cut || bare === cut;
    }
    default:
      return false;
  }
}

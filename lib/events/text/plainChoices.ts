import type { Grouping, Happening, Measure } from "../choices.ts";
import type { Plain } from "./fields.ts";

type Entries = readonly (readonly [key: string, value: string | number | undefined])[];

/** Choices as they are written: as short as they can be. */
function map(entries: Entries): Plain {
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
}

export function plainHappening(happening: Happening): Plain {
  if ("name" in happening) return happening.name;
  const { where, as } = happening;
  return map([
    ["where", where],
    ["as", as === where ? undefined : as],
  ]);
}

export function plainMeasure({ fn, of, as, where, show }: Measure): Plain {
  const isCount = fn === "count" && of === "";
  if (isCount && as === undefined && where === undefined && (show ?? "value") === "value") return "count";
  return map([
    [fn, isCount ? "rows" : of],
    ["as", as],
    ["where", where],
    ["show", show === "value" ? undefined : show],
  ]);
}

export function plainGrouping({ column, by, bin, top, as }: Grouping): Plain {
  if ([by, bin, top, as].every((each) => each === undefined)) return column;
  return map([
    ["column", column],
    ["by", by],
    ["bin", bin],
    ["top", top],
    ["as", as],
  ]);
}

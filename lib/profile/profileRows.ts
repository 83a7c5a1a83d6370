import type { ColumnState } from "./RelationProfile.ts";

export type ProfileOrder = "position" | "name" | "nulls" | "distinct" | "hints";

/** Places of the columns whose name holds the text that was typed, in an order; what is not known yet goes to the end. */
export function profileRows(
  names: readonly string[],
  state: (at: number) => ColumnState,
  order: ProfileOrder,
  typed: string,
): number[] {
  const words = typed.trim().toLowerCase();
  const places = names.flatMap((name, at) => (name.toLowerCase().includes(words) ? [at] : []));
  if (order === "position") return places;
  if (order === "name") {
    const collator = new Intl.Collator("en", { numeric: true });
    return places.sort((a, b) => collator.compare(names[a] ?? "", names[b] ?? "") || a - b);
  }
  const value = (at: number): number => {
    const { profile, details, hints } = state(at);
    if (order === "nulls") return profile ? profile.nulls : -1;
    if (order === "distinct") return details?.distinct?.count ?? -1;
    // What is most likely wrong weighs more than what is good to know.
    return hints ? hints.reduce((sum, { tone }) => sum + (tone === "look" ? 1000 : 1), 0) : -1;
  };
  return places.sort((a, b) => value(b) - value(a) || a - b);
}

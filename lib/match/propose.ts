import type { ColumnLook } from "./columnLook.ts";
import type { Comparison, Role } from "./setup.ts";

/** What a column seems to hold, by what its values look like; null for one that says nothing. */
export function roleOf(look: ColumnLook): Role | null {
  if (look.values === 0 || look.distinct <= 1) return null;
  if (/\[|^(STRUCT|MAP|UNION|BLOB|BIT)/.test(look.type)) return null;
  const { words, letters, length } = look;
  if (look.email >= 0.6) return "email";
  if (look.date >= 0.8 || /^(DATE|TIMESTAMP)/.test(look.type)) return "date";
  const isNumeric = look.plain >= 0.9;
  if (!isNumeric && look.phone >= 0.7) return "phone";
  const repeats = look.values / look.distinct;
  if (isNumeric) {
    if (look.fraction > 0.02) return "number";
    if (look.phone >= 0.7 && look.lengthSpread < 1.5) return "phone";
    return look.lengthSpread < 0.6 && length >= 3 ? "code" : repeats > 20 ? "category" : "number";
  }
  if (look.distinct <= 30 && repeats > 20 && words < 4) return "category";
  if (look.street >= 0.5) return "address";
  if (words >= 12) return "text";
  if (words < 1.3 && letters < 0.6) return "code";
  if (words >= 2.5 && look.codes >= 0.15) return "title";
  if (words >= 4) return "title";
  return "name";
}

/** The last part of a name that is an address, its words in lower case. */
function nameWords(name: string): string[] {
  const last =
    name
      .split(/[#/]/)
      .filter((part) => part !== "")
      .at(-1) ?? name;
  return last
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function nameLikeness(a: string, b: string): number {
  const [x, y] = [nameWords(a), nameWords(b)];
  if (x.join(" ") === y.join(" ")) return 1;
  const shared = x.filter((word) => y.includes(word)).length;
  return shared / Math.max(1, Math.max(x.length, y.length));
}

const kin: readonly (readonly Role[])[] = [
  ["name", "person", "title", "text", "address", "category"],
  ["number", "code", "phone", "category"],
  ["date"],
  ["email"],
];

function agreed(a: Role, b: Role): Role | null {
  if (a === b) return a;
  const family = kin.find((roles) => roles.includes(a) && roles.includes(b));
  if (!family) return null;
  const order: readonly Role[] = [
    "text",
    "title",
    "address",
    "name",
    "person",
    "code",
    "phone",
    "number",
    "category",
  ];
  return order.find((role) => role === a || role === b) ?? null;
}

/** More columns than these add work and no evidence. */
const mostComparisons = 24;

/** Comparisons of the columns that seem to hold the same on both sides, surest first. */
export function proposeLink(left: readonly ColumnLook[], right: readonly ColumnLook[]): Comparison[] {
  const options = left.flatMap((l) =>
    right.flatMap((r) => {
      const [a, b] = [roleOf(l), roleOf(r)];
      const role = a && b ? agreed(a, b) : null;
      const likeness = nameLikeness(l.name, r.name);
      if (!role || likeness < 0.5) return [];
      return [{ left: l.name, right: r.name, role, likeness }];
    }),
  );
  options.sort((a, b) => b.likeness - a.likeness);
  const chosen: Comparison[] = [];
  for (const { left, right, role } of options) {
    if (chosen.some((other) => other.left === left || other.right === right)) continue;
    chosen.push({ left, right, role });
  }
  return chosen.slice(0, mostComparisons);
}

/** Comparisons of a relation with itself: columns that could differ between two records of one thing. */
export function proposeDedupe(looks: readonly ColumnLook[]): Comparison[] {
  const usable = looks.flatMap((look) => {
    const role = roleOf(look);
    const isKey = look.distinct === look.values && (role === "code" || role === "number" || role === "phone");
    if (!role || isKey || look.values < look.rows * 0.02) return [];
    return [
      {
        comparison: { left: look.name, right: look.name, role },
        told: look.values * Math.log(look.distinct),
      },
    ];
  });
  // Those that tell the most, in the order of the relation.
  const least = usable.map(({ told }) => told).sort((a, b) => b - a)[mostComparisons - 1] ?? 0;
  return usable.filter(({ told }) => told >= least).map(({ comparison }) => comparison);
}

import type { CountedValue } from "./clusterMethod.ts";

/**
 * Which of some look-alikes is likely meant: the most frequent one. Of about equally frequent ones (within a fifth) the
 * best formed: no spaces too many or broken letters, capitals as in prose rather than all or none, accents kept.
 */
export function canonicalValue(members: readonly CountedValue[]): string {
  const most = Math.max(...members.map(({ rows }) => rows));
  const [best] = members
    .filter(({ rows }) => rows >= 0.8 * most)
    .sort((a, b) => form(b.value) - form(a.value) || b.rows - a.rows || (a.value < b.value ? -1 : 1));
  return best?.value ?? "";
}

function form(value: string): number {
  let points = 0;
  if (value.trim() !== value || /\s\s/.test(value)) points -= 4;
  if (/\ufffd|\p{Cc}|Ã.|â€/u.test(value)) points -= 8;
  const hasUpper = /\p{Lu}/u.test(value);
  const hasLower = /\p{Ll}/u.test(value);
  if (hasUpper && hasLower) points += /^\P{L}*\p{Lu}/u.test(value) && !/\p{Ll}\p{Lu}/u.test(value) ? 2 : 1;
  if (/[^\p{ASCII}]/u.test(value)) points += 0.5;
  if (/[.,;:!?_-]$/.test(value)) points -= 1;
  return points;
}

import { type VersionEntry, versionLimits } from "./versionEntry.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Up to which age one version in so much time stays; null: all of them. */
const spans: readonly { untilAgeMs: number; everyMs: number | null }[] = [
  { untilAgeMs: hourMs, everyMs: null },
  { untilAgeMs: dayMs, everyMs: hourMs },
  { untilAgeMs: 30 * dayMs, everyMs: dayMs },
  { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 7 * dayMs },
];

/**
 * The versions of a notebook that are to go: all of the last hour stay, then the last of each hour for a day, of each day
 * for a month, and of each week. Past the limits of count and bytes the oldest go; the newest always stays.
 * A text that several versions have counts once.
 */
export function thinVersions(
  entries: readonly VersionEntry[],
  nowMs: number,
  limits: { count: number; bytes: number } = versionLimits,
): VersionEntry[] {
  const newestFirst = [...entries].sort((a, b) => b.at - a.at || b.id - a.id);
  const slots = new Set<string>();
  const hashes = new Set<string>();
  let count = 0;
  let bytes = 0;
  let isFull = false;
  return newestFirst.filter((entry) => {
    const slot = slotOf(entry, nowMs);
    if (slot !== null && slots.has(slot)) return true;
    const added = hashes.has(entry.hash) ? 0 : entry.bytes;
    // From the first that does not fit on, all go: a list with a gap would hide that something is gone.
    isFull ||= count > 0 && (count >= limits.count || bytes + added > limits.bytes);
    if (isFull) return true;
    if (slot !== null) slots.add(slot);
    hashes.add(entry.hash);
    count++;
    bytes += added;
    return false;
  });
}

/** The hour, day or week that a version is to stand for alone; null where it stands for itself. */
function slotOf({ at }: VersionEntry, nowMs: number): string | null {
  const ageMs = nowMs - at;
  const everyMs = spans.find(({ untilAgeMs }) => ageMs < untilAgeMs)?.everyMs ?? null;
  return everyMs === null ? null : `${everyMs} ${Math.floor(at / everyMs)}`;
}

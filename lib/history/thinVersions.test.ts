import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thinVersions } from "./thinVersions.ts";
import type { VersionEntry } from "./versionEntry.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const now = Date.UTC(2026, 10, 27, 12, 30);
const unlimited = { count: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

function versionAt(at: number, id: number, bytes = 100, hash = `text ${id}`): VersionEntry {
  return { id, notebookId: "n", at, reason: "edited", hash, bytes };
}

function left(entries: readonly VersionEntry[], nowMs = now, limits?: { count: number; bytes: number }) {
  const gone = new Set(thinVersions(entries, nowMs, limits));
  return entries.filter((entry) => !gone.has(entry));
}

const anyVersions = fc
  .array(
    fc.record({
      ageMs: fc.oneof(fc.integer({ min: 0, max: 2 * hourMs }), fc.integer({ min: 0, max: 60 * dayMs })),
      text: fc.integer({ min: 0, max: 20 }),
    }),
    { maxLength: 80 },
  )
  .map((made) => made.map(({ ageMs, text }, id) => versionAt(now - ageMs, id, 10 + text, String(text))));

/** The moment, hour, day or week that a version stands for, in units of `everyMs`. */
function slotAt(at: number, nowMs: number, everyMs = everyAtAge(nowMs - at)) {
  return { everyMs, slot: Math.floor(at / everyMs) };
}

function everyAtAge(ageMs: number): number {
  if (ageMs < hourMs) return 1;
  if (ageMs < dayMs) return hourMs;
  return ageMs < 30 * dayMs ? dayMs : 7 * dayMs;
}

describe("thinning of versions", () => {
  it("keeps all of the last hour, then the last of each hour, day and week", () => {
    const ages = [
      1 * minuteMs,
      2 * minuteMs,
      59 * minuteMs,
      // Two of the hour from 10:00, one of the hour before.
      100 * minuteMs,
      110 * minuteMs,
      170 * minuteMs,
      // Two of one day, one of the day before.
      3 * dayMs,
      3 * dayMs + 2 * hourMs,
      4 * dayMs,
      // Two of one week.
      40 * dayMs,
      41 * dayMs,
    ];
    const kept = left(ages.map((ageMs, id) => versionAt(now - ageMs, id)));
    expect(kept.map(({ id }) => id)).toEqual([0, 1, 2, 3, 5, 6, 8, 9]);
  });

  it("always keeps the newest, and never more than the limits let it beside that", () => {
    fc.assert(
      fc.property(anyVersions, fc.integer({ min: 1, max: 10 }), (versions, most) => {
        const kept = left(versions, now, { count: most, bytes: most * 15 });
        const newest = Math.max(...versions.map(({ at }) => at));
        if (versions.length > 0) expect(kept.some(({ at }) => at === newest)).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(most);
        const texts = new Map(kept.map(({ hash, bytes }) => [hash, bytes]));
        const bytes = [...texts.values()].reduce((sum, one) => sum + one, 0);
        if (kept.length > 1) expect(bytes).toBeLessThanOrEqual(most * 15);
      }),
    );
  });

  it("leaves nothing to thin, and loses no hour, day or week of which there was a version", () => {
    fc.assert(
      fc.property(anyVersions, (versions) => {
        const kept = left(versions, now, unlimited);
        expect(thinVersions(kept, now, unlimited)).toEqual([]);
        for (const { at } of versions) {
          const slot = slotAt(at, now);
          expect(kept.some((other) => slotAt(other.at, now, slot.everyMs).slot === slot.slot)).toBe(true);
        }
      }),
    );
  });

  it("done again and again as time goes by keeps no more than done once, and loses no hour, day or week by it", () => {
    fc.assert(
      fc.property(anyVersions, fc.integer({ min: 1, max: 20 }), (versions, steps) => {
        let kept: readonly VersionEntry[] = versions;
        for (let step = 0; step <= steps; step++) kept = left(kept, now + step * 3 * hourMs, unlimited);
        const end = now + steps * 3 * hourMs;
        const atOnce = left(versions, end, unlimited);
        for (const version of kept) expect(atOnce).toContain(version);
        for (const { at } of atOnce) {
          const slot = slotAt(at, end);
          expect(kept.some((other) => slotAt(other.at, end, slot.everyMs).slot === slot.slot)).toBe(true);
        }
      }),
    );
  });

  it("goes from the oldest where there is too much, without leaving a gap", () => {
    const versions = [5, 4, 3, 2, 1].map((minutes, id) =>
      versionAt(now - minutes * minuteMs, id, id === 2 ? 1_000 : 10),
    );
    const kept = left(versions, now, { count: 100, bytes: 500 });
    expect(kept.map(({ id }) => id)).toEqual([3, 4]);
  });
});

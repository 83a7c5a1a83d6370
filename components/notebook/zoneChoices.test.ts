import { expect, it } from "vitest";
import { mostZones, zoneChoices } from "./zoneChoices.ts";

const known = {
  all: Intl.supportedValuesOf("timeZone"),
  own: "Europe/Berlin",
  current: "UTC",
  nowMs: Date.UTC(2024, 6, 1),
};
const names = (typed: string, more: Partial<typeof known> = {}) =>
  zoneChoices(typed, { ...known, ...more }).map(({ zone }) => zone);

it("offers UTC, this browser's zone and the notebook's before all others, each once", () => {
  const first = names("", { current: "Asia/Tokyo" });
  expect(first.slice(0, 4)).toEqual(["UTC", "Europe/Berlin", "Asia/Tokyo", known.all[0]]);
  expect(first.length).toBe(mostZones);
  expect(new Set(first).size).toBe(mostZones);
  expect(names("", { own: "UTC" }).slice(0, 2)).toEqual(["UTC", known.all[0]]);
});

it("finds a zone by words of its name and by its offset", () => {
  expect(names("new york")).toEqual(["America/New_York"]);
  expect(names("york america")).toEqual(["America/New_York"]);
  expect(names("europe/ber")).toEqual(["Europe/Berlin"]);
  expect(names("+05:45")).toContain(known.all.find((zone) => /Kat/.test(zone)));
  expect(names("nowhere")).toEqual([]);
});

it("says the offset of the moment, and of a zone that it does not know that it does not", () => {
  expect(zoneChoices("berlin", known)).toEqual([
    { zone: "Europe/Berlin", note: "this browser's", offset: "UTC+02:00" },
  ]);
  expect(zoneChoices("berlin", { ...known, own: "UTC", nowMs: Date.UTC(2024, 0, 1) })[0]?.offset).toBe(
    "UTC+01:00",
  );
  expect(zoneChoices("mars", { ...known, current: "Mars/Olympus" })).toEqual([
    { zone: "Mars/Olympus", note: "not known here", offset: "" },
  ]);
});

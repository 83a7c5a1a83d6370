import { describe, expect, it } from "vitest";
import { type EndedText, listedRuns, type PastRun, type RanText, runLimits, withRun } from "./ranTexts.ts";

function ended(text: string, at: number, run: Partial<PastRun> = {}, name = "a"): EndedText {
  return {
    notebookId: "n",
    name,
    kind: "sql",
    text,
    options: {},
    run: { at, elapsedMs: 10, outcome: "done", rows: 1, ...run },
  };
}

function logOf(runs: readonly EndedText[]): ReadonlyMap<string, RanText> {
  let next = 0;
  let texts: ReadonlyMap<string, RanText> = new Map();
  for (const run of runs) texts = withRun(texts, run, () => `k${next++}`).texts;
  return texts;
}

describe("the log of what ran", () => {
  it("keeps a text once, with its latest runs and how many there were", () => {
    const runs = Array.from({ length: 30 }, (_, at) => ended("select 1", at));
    const [only, ...others] = logOf(runs).values();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ text: "select 1", count: 30 });
    expect(only?.runs.map(({ at }) => at)).toEqual(
      Array.from({ length: runLimits.runs }, (_, at) => at + 10),
    );
  });

  it("the same text of another cell is another entry", () => {
    expect(logOf([ended("select 1", 1), ended("select 1", 2, {}, "b")]).size).toBe(2);
  });

  it("past its limits the texts go that ran longest ago", () => {
    const many = Array.from({ length: runLimits.texts + 5 }, (_, at) => ended(`select ${at}`, at));
    const texts = [...logOf(many).values()].map(({ text }) => text);
    expect(texts.length).toBe(runLimits.texts);
    expect(texts[0]).toBe("select 5");
    const long = "x".repeat(90_000);
    const large = logOf(Array.from({ length: 30 }, (_, at) => ended(`${at} ${long}`, at)));
    const characters = [...large.values()].reduce((sum, { text }) => sum + text.length, 0);
    expect(characters).toBeLessThanOrEqual(runLimits.characters);
    expect(large.size).toBeGreaterThan(10);
  });

  it("a text that is too long is not kept", () => {
    expect(logOf([ended("x".repeat(runLimits.textCharacters + 1), 1)]).size).toBe(0);
  });

  it("is listed the latest first; repeats without anything between are one line", () => {
    const log = logOf([
      ended("select 1", 1),
      ended("select 2", 2),
      ended("select 1", 3),
      ended("select 1", 4),
    ]);
    expect(listedRuns(log.values()).map(({ of, at, times }) => [of.text, at, times])).toEqual([
      ["select 1", 4, 2],
      ["select 2", 2, 1],
      ["select 1", 1, 1],
    ]);
  });

  it("is searched by every word, in names, texts and errors", () => {
    const log = logOf([
      ended("select * from orders", 1, {}, "totals"),
      ended(
        "select * from users",
        2,
        { outcome: "failed", rows: null, error: "There is no column Oops." },
        "b",
      ),
    ]);
    const found = (search: string) => listedRuns(log.values(), search).map(({ of }) => of.name);
    expect(found("FROM select")).toEqual(["b", "totals"]);
    expect(found("totals orders")).toEqual(["totals"]);
    expect(found("oops")).toEqual(["b"]);
    expect(found("nowhere")).toEqual([]);
  });
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openNative } from "../profile/testing/nativeRows.ts";
import { dependencyBounds } from "./dependencies.ts";
import { findProposals, mostColumns } from "./findProposals.ts";
import { sureProposals } from "./proposal.ts";
import { cleanFile, cleaningSets, cleanRelation, proposalsOfFile } from "./testing/cleanWithNative.ts";
import { makeDirty } from "./testing/makeDirty.ts";
import { scoreCleaning } from "./testing/scoreCleaning.ts";

const dataFolder = join(import.meta.dirname, "../../../shared/data");
const hasData = existsSync(join(dataFolder, "cleaning"));

describe.skipIf(!hasData)("proposals that are accepted without a look (needs ../shared/data)", () => {
  it("restore a table full of stray letters by the rows beside them", async () => {
    const { score } = await cleanFile(dataFolder, cleaningSets.hospital);
    expect(score.errors).toBe(509);
    expect(score.repair.precision).toBeGreaterThanOrEqual(0.98);
    expect(score.repair.f1).toBeGreaterThanOrEqual(0.95);
  });

  it("restore units, percent signs, missing values and values in other columns", async () => {
    const { score } = await cleanFile(dataFolder, cleaningSets.beers);
    expect(score.errors).toBe(4362);
    expect(score.repair.precision).toBeGreaterThanOrEqual(0.99);
    expect(score.repair.f1).toBeGreaterThanOrEqual(0.99);
  });

  it("find what is missing behind a word, and nothing else", async () => {
    const { score } = await cleanFile(dataFolder, cleaningSets.restaurant);
    expect(score.detection.precision).toBeGreaterThanOrEqual(0.98);
    expect(score.detection.recall).toBeGreaterThanOrEqual(0.98);
  });

  it.each(Object.entries(cleaningSets))("say next to nothing of clean data: %s", async (_, files) => {
    const { proposals } = await proposalsOfFile(join(dataFolder, files.clean));
    const sure = sureProposals(proposals);
    expect(
      sure.reduce((sum, { cells }) => sum + cells, 0),
      JSON.stringify(sure),
    ).toBeLessThanOrEqual(5);
  });
});

describe("made-up orders", () => {
  it("are proposed nothing while they are clean", async () => {
    const native = await openNative();
    await makeDirty(native, { seed: 1, typos: 0 });
    const { found } = await cleanRelation(native, "orders");
    expect(found.proposals.map(({ rule, column, examples }) => ({ rule, column, examples }))).toEqual([]);
  });

  it.each([1, 2, 3])(
    "get back what random typing errors changed, and keep all else (seed %i)",
    async (seed) => {
      const native = await openNative();
      const meant = await makeDirty(native, { seed, typos: 0.02 });
      const { before, after } = await cleanRelation(native, "orders");
      const { score, wrong } = scoreCleaning(before, after, meant);
      expect(score.errors).toBeGreaterThan(50);
      expect(score.repair.precision, JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.97);
      expect(score.repair.recall).toBeGreaterThanOrEqual(0.8);
    },
  );
});

describe("the search", () => {
  it("asks a bounded number of statements about a relation of 500 columns", async () => {
    const native = await openNative();
    const columns = Array.from({ length: 500 }, (_, at) => `'v' || (i % ${2 + (at % 90)}) as "c ""${at}"""`);
    await native.run(`create table wide as select ${columns.join(", ")} from range(400) t(i)`);
    let asked = 0;
    const ask: typeof native.ask = (sql, most) => {
      asked += 1;
      return native.ask(sql, most);
    };
    const found = await findProposals({ ask, from: "wide", columns: await native.columns("wide") });
    expect(found.notes.join(" ")).toContain(`first ${mostColumns}`);
    // Each column once, pairs that may hold each other, each determinant once, and what dissents.
    expect(asked).toBeLessThanOrEqual(
      mostColumns + 41 + dependencyBounds.determinants + 6 * dependencyBounds.dependents,
    );
  });

  it("stops where its progress is told that it should", async () => {
    const native = await openNative();
    await native.run("create table t as select 'a' as a, 'b' as b");
    const stop = new Error("stopped");
    let told = 0;
    const search = findProposals({
      ask: native.ask,
      from: "t",
      columns: await native.columns("t"),
      onProgress: () => {
        told += 1;
        if (told === 2) throw stop;
      },
    });
    await expect(search).rejects.toBe(stop);
    expect(told).toBe(2);
  });

  it("finds nothing in relations without rows, without text, or with one value", async () => {
    const native = await openNative();
    for (const sql of [
      "select 'a' as a limit 0",
      "select 1 as n",
      "select null::VARCHAR as a, '' as b",
      "select 'x' as a from range(50)",
    ]) {
      await native.run(`create or replace table few as ${sql}`);
      const { proposals } = await findProposals({
        ask: native.ask,
        from: "few",
        columns: await native.columns("few"),
      });
      expect(proposals, sql).toEqual([]);
    }
  });
});

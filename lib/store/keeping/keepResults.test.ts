import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AskedChart } from "../../chart/askChart.ts";
import { ranKey } from "../../history/ranKey.ts";
import { AppStage, chainText } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";
import { pass, ran, reloaded, stoppedClocks } from "../testing/keepingStage.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: [...stoppedClocks.toFake] });
});
afterEach(() => {
  vi.useRealTimers();
});

const asked: AskedChart = {
  spec: { mark: "bar" },
  query: {
    sql: "select 1",
    spec: { mark: "bar" },
    pushedDown: true,
    rows: "grouped",
    maxRows: 10,
    bins: [],
    notes: [],
  },
  columns: [{ name: "n", values: [1, 2] }],
  fetched: 2,
  truncated: false,
  summary: "Two bars.",
  again: { options: { widthPx: 900 }, edges: new Map() },
};

describe("results after a reload", () => {
  it("are there again without an engine having run anything, and their cells are idle", async () => {
    const before = await ran(chainText);
    const stage = await reloaded(before);
    expect(stage.runs()).toEqual({ a: "idle", b: "idle", c: "idle" });
    expect(stage.platform.engine.requests).toEqual([]);
    const shown = stage.state.earlier[stage.id("b")];
    expect(shown).toMatchObject({ name: "b", error: null, table: { rows: [["42"]], rowCount: 1 } });
    expect(shown?.at).toBeLessThanOrEqual(Date.now() - 20_000);
  });

  it("hold why a cell failed", async () => {
    const before = await AppStage.with(chainText);
    before.platform.engine.failing.set("b", { code: "sql", message: "There is no such column.", line: 1 });
    await before.commands.run();
    const stage = await reloaded(before);
    expect(stage.state.earlier[stage.id("b")]).toMatchObject({
      table: null,
      error: { message: "There is no such column.", line: 1 },
    });
    // It never ran, so it showed nothing.
    expect(stage.state.earlier[stage.id("c")]).toBeUndefined();
  });

  it("tell whether the text is still the one that ran", async () => {
    const before = await ran(chainText);
    before.commands.setSource(before.id("a"), "select 2 as n");
    const stage = await reloaded(before);
    const isSame = (name: string) => {
      const cell = stage.state.document.cells.find((one) => one.name === name);
      return cell && stage.state.earlier[cell.id]?.ran === ranKey(cell);
    };
    expect([isSame("a"), isSame("b")]).toEqual([false, true]);
  });

  it("hold a chart with its rows, as it was asked for", async () => {
    const before = await ran(`${chainText}\n\`\`\`chart name=drawn from=a\n{ "mark": "bar" }\n\`\`\`\n`);
    before.commands.chartAsked("drawn", 0, asked);
    const stage = await reloaded(before);
    const { chart } = stage.state.earlier[stage.id("drawn")] ?? {};
    expect(chart).toMatchObject({ columns: asked.columns, summary: "Two bars.", rowCount: 1 });
    expect(JSON.stringify(chart)).not.toContain("select 1");
  });

  it("follow a cell to its new name, and are gone from the old one", async () => {
    const before = await ran(chainText);
    before.commands.renameCell(before.id("a"), "first");
    const stage = await reloaded(before);
    expect(stage.state.earlier[stage.id("first")]).toMatchObject({ name: "first", table: { rowCount: 1 } });
    const again = await reloaded(stage);
    again.commands.renameCell(again.id("first"), "second");
    const last = await reloaded(again);
    expect(last.state.earlier[last.id("second")]?.name).toBe("second");
    expect((await last.platform.fakeHistory.results(last.state.notebookId)).map(({ name }) => name)).toEqual([
      "b",
      "c",
      "second",
    ]);
  });

  it("a run writes what it changed and nothing else", async () => {
    const stage = await ran(chainText);
    const { writes } = stage.platform.fakeHistory;
    expect(writes).toEqual([["a", "b", "c"]]);
    stage.commands.setSource(stage.id("c"), "select 3");
    await stage.commands.run(stage.id("c"));
    await pass(stage, 1_000);
    expect(writes.slice(1)).toEqual([["c"]]);
    await pass(stage, 60_000);
    expect(writes.length).toBe(2);
  });

  it("nothing is kept of a notebook from elsewhere that nobody ran", async () => {
    const platform = new FakePlatform();
    const stage = new AppStage(platform);
    await stage.commands.open(chainText, "foreign");
    await stage.commands.run();
    await pass(stage, 20_000);
    platform.leave();
    await pass(stage, 1_000);
    expect(platform.fakeHistory.kept.size).toBe(0);
    expect(platform.fakeHistory.entries).toEqual([]);
    await stage.commands.runForeign();
    await pass(stage, 1_000);
    expect(platform.fakeHistory.kept.get(stage.state.notebookId)?.size).toBe(3);
  });

  it("a device that refuses is told of once, and everything goes on", async () => {
    const stage = await AppStage.with(chainText);
    stage.platform.fakeHistory.refusal = new DOMException("", "QuotaExceededError");
    await stage.commands.run();
    await pass(stage, 1_000);
    await stage.commands.run();
    await pass(stage, 1_000);
    expect(stage.notices().filter((text) => text.includes("QuotaExceededError"))).toHaveLength(1);
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
    stage.platform.fakeHistory.refusal = null;
    await stage.commands.run(stage.id("a"));
    await pass(stage, 1_000);
    // What could not be written then is written now.
    expect([...(stage.platform.fakeHistory.kept.get(stage.state.notebookId)?.keys() ?? [])]).toEqual([
      "a",
      "b",
      "c",
    ]);
  });
});

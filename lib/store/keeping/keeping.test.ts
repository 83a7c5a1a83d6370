import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AskedChart } from "../../chart/askChart.ts";
import { listedRuns } from "../../history/ranTexts.ts";
import { AppStage, chainText } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets what waits for timers and for imports go on. */
async function pass(ms: number): Promise<void> {
  await import("./keeping.ts");
  await import("../../table/textPage.ts");
  await vi.advanceTimersByTimeAsync(ms);
  // Hashes and imports settle outside of timers.
  for (let turn = 0; turn < 20; turn++) await new Promise((settle) => setImmediate(settle));
}

/** The notebook opened again, as after a reload: another application on the same device. */
async function reloaded(stage: AppStage): Promise<AppStage> {
  await pass(20_000);
  const platform = new FakePlatform();
  for (const [id, stored] of stage.platform.kept) platform.kept.set(id, stored);
  Object.assign(platform, { fakeHistory: stage.platform.fakeHistory });
  Object.assign(platform, { history: stage.platform.history });
  const next = new AppStage(platform);
  await next.app.begin({ fragment: "", notebookId: stage.state.notebookId });
  await pass(0);
  return next;
}

async function ran(text = chainText): Promise<AppStage> {
  const stage = await AppStage.with(text);
  await stage.commands.run();
  await pass(1_000);
  return stage;
}

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
};

describe("results after a reload", () => {
  it("are there again without an engine having run anything, and their cells are idle", async () => {
    const before = await ran();
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
    const { ranKey } = await import("../../history/ranKey.ts");
    const before = await ran();
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
    const before = await ran();
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
    const stage = await ran();
    const { writes } = stage.platform.fakeHistory;
    expect(writes).toEqual([["a", "b", "c"]]);
    stage.commands.setSource(stage.id("c"), "select 3");
    await stage.commands.run(stage.id("c"));
    await pass(1_000);
    expect(writes.slice(1)).toEqual([["c"]]);
    await pass(60_000);
    expect(writes.length).toBe(2);
  });

  it("nothing is kept of a notebook from elsewhere that nobody ran", async () => {
    const platform = new FakePlatform();
    const stage = new AppStage(platform);
    await stage.commands.open(chainText, "foreign");
    await stage.commands.run();
    await pass(20_000);
    platform.leave();
    await pass(1_000);
    expect(platform.fakeHistory.kept.size).toBe(0);
    expect(platform.fakeHistory.entries).toEqual([]);
    await stage.commands.runForeign();
    await pass(1_000);
    expect(platform.fakeHistory.kept.get(stage.state.notebookId)?.size).toBe(3);
  });

  it("a device that refuses is told of once, and everything goes on", async () => {
    const stage = await AppStage.with(chainText);
    stage.platform.fakeHistory.refusal = new DOMException("", "QuotaExceededError");
    await stage.commands.run();
    await pass(1_000);
    await stage.commands.run();
    await pass(1_000);
    expect(stage.notices().filter((text) => text.includes("QuotaExceededError"))).toHaveLength(1);
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
    stage.platform.fakeHistory.refusal = null;
    await stage.commands.run(stage.id("a"));
    await pass(1_000);
    // What could not be written then is written now.
    expect([...(stage.platform.fakeHistory.kept.get(stage.state.notebookId)?.keys() ?? [])]).toEqual([
      "a",
      "b",
      "c",
    ]);
  });
});

describe("versions", () => {
  const texts = async (stage: AppStage) => {
    const history = await stage.commands.history();
    const versions = await history.versions();
    return Promise.all(
      versions.map(async (version) => {
        const document = await history.documentOf(version);
        return `${version.reason}: ${document?.cells.map(({ name, source }) => `${name}=${source}`).join(" ")}`;
      }),
    );
  };
  const one = "```sql name=a\nselect 1\n```\n";

  it("one for a burst of editing, and one of what there was before it", async () => {
    const stage = await AppStage.with(one);
    for (const text of ["select 2", "select 23", "select 234"]) {
      stage.commands.setSource(stage.id("a"), text);
      await pass(3_000);
    }
    await pass(10_000);
    stage.commands.setSource(stage.id("a"), "select 5");
    await pass(10_000);
    expect(await texts(stage)).toEqual(["edited: a=select 5", "edited: a=select 234", "opened: a=select 1"]);
  });

  it("while editing goes on without a pause there is one every two minutes", async () => {
    const stage = await AppStage.with(one);
    for (let second = 0; second < 300; second += 5) {
      stage.commands.setSource(stage.id("a"), `select ${second}`);
      await pass(5_000);
    }
    expect((await texts(stage)).length).toBe(1 + 2);
  });

  it("one of what there was before cells were deleted, though it was typed a moment ago", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.setSource(stage.id("a"), "select 0 as n");
    await pass(0);
    stage.commands.setSource(stage.id("a"), "select 'typed' as n");
    stage.commands.deleteCells([stage.id("a")]);
    stage.commands.deleteCells([stage.id("b")]);
    await pass(10_000);
    const [latest, before] = await texts(stage);
    expect(latest).toBe("edited: c=select * from b");
    expect(before).toContain("deleting: a=select 'typed' as n b=");
  });

  it("a restored one is a single step of undo, and what it replaced is a version too", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.setSource(stage.id("a"), "select 2 as n");
    await pass(10_000);
    stage.commands.deleteCells([stage.id("c")]);
    stage.commands.setTitle("Later");
    const changed = stage.commands.text();
    const history = await stage.commands.history();
    const first = (await history.versions()).at(-1);
    if (!first) throw new Error("There is no version.");
    const [a, b] = [stage.id("a"), stage.id("b")];
    expect(await history.restore(first)).toBeNull();
    expect(stage.commands.text()).toBe(chainText);
    expect([stage.id("a"), stage.id("b")]).toEqual([a, b]);
    stage.commands.undo();
    expect(stage.commands.text()).toBe(changed);
    stage.commands.redo();
    expect(stage.commands.text()).toBe(chainText);
    expect(await texts(stage)).toContain("restoring: a=select 2 as n b=select * from a");
    expect(await history.restore(first)).toContain("already");
  });

  it("what was typed last is one after a crash, as soon as the notebook is open again", async () => {
    const stage = await AppStage.with(one);
    stage.commands.setSource(stage.id("a"), "select 'last words'");
    await pass(1_000);
    const next = new AppStage(new FakePlatform());
    for (const [id, stored] of stage.platform.kept) next.platform.kept.set(id, stored);
    await next.app.begin({ fragment: "", notebookId: stage.state.notebookId });
    await pass(100);
    expect(await texts(next)).toEqual(["opened: a=select 'last words'"]);
  });

  it("another notebook's edits are versions of that one", async () => {
    const stage = await AppStage.with(one);
    const first = stage.state.notebookId;
    stage.commands.setSource(stage.id("a"), "select 'of the first'");
    await pass(0);
    await stage.commands.open("```sql name=b\nselect 1\n```\n", "own");
    stage.commands.setSource(stage.id("b"), "select 2");
    await pass(10_000);
    expect(await texts(stage)).toEqual(["edited: b=select 2", "opened: b=select 1"]);
    const { entries } = stage.platform.fakeHistory;
    expect(entries.filter(({ notebookId }) => notebookId === first).map(({ reason }) => reason)).toEqual([
      "opened",
      "leaving",
    ]);
  });
});

describe("the log of runs", () => {
  it("holds every run with the text that ran, its rows, and why it failed", async () => {
    const stage = await AppStage.with(chainText);
    stage.platform.engine.failing.set("b", { code: "sql", message: "No such column." });
    await stage.commands.run();
    stage.platform.engine.failing.clear();
    stage.commands.setSource(stage.id("b"), "select n from a");
    await stage.commands.run(stage.id("b"));
    const history = await stage.commands.history();
    const runs = listedRuns(await history.runs()).map(({ of, outcome, rows, error }) => [
      of.name,
      of.text,
      outcome,
      rows,
      error,
    ]);
    expect(runs).toContainEqual(["b", "select * from a", "failed", null, "No such column."]);
    expect(runs).toContainEqual(["b", "select n from a", "done", 1, undefined]);
    expect(runs).toContainEqual(["a", "select 1 as n", "done", 1, undefined]);
    expect(runs.length).toBe(3);
  });

  it("gives a cell its text back, and makes a new cell of it", async () => {
    const stage = await ran();
    stage.commands.setSource(stage.id("b"), "select 'something else'");
    const history = await stage.commands.history();
    const ranB = (await history.runs()).find(({ name }) => name === "b");
    if (!ranB) throw new Error("b is not in the log.");
    expect(history.putBack(ranB)).toBeNull();
    expect(stage.state.document.cells[1]?.source).toBe("select * from a");
    stage.commands.undo();
    expect(stage.state.document.cells[1]?.source).toBe("select 'something else'");
    stage.commands.select(stage.id("b"), "command");
    history.insert(ranB);
    expect(stage.names()).toEqual(["a", "b", "b_2", "c"]);
    stage.commands.undo();
    expect(stage.names()).toEqual(["a", "b", "c"]);
    stage.commands.deleteCells([stage.id("b")]);
    expect(history.putBack(ranB)).toContain("new cell");
  });

  it("a run that waited and was stopped before it began is none", async () => {
    const stage = await AppStage.with(chainText);
    const letGo = stage.platform.engine.hold("a");
    const running = stage.commands.run();
    await stage.until(() => stage.runs().a === "running");
    await stage.commands.stop();
    letGo();
    await running;
    const runs = listedRuns(await (await stage.commands.history()).runs());
    expect(runs.map(({ of, outcome }) => [of.name, outcome])).toEqual([["a", "cancelled"]]);
  });
});

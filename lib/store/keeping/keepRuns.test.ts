import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listedRuns } from "../../history/ranTexts.ts";
import { AppStage, chainText } from "../testing/appStage.ts";
import { ran, stoppedClocks } from "../testing/keepingStage.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: [...stoppedClocks.toFake] });
});
afterEach(() => {
  vi.useRealTimers();
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
    const stage = await ran(chainText);
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

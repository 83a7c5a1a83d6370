import { describe, expect, it } from "vitest";
import { AppStage, chainText, fileOf } from "./testing/appStage.ts";
import { FakePlatform } from "./testing/fakePlatform.ts";

async function ran(): Promise<AppStage> {
  const stage = await AppStage.with(chainText);
  await stage.commands.addFiles([fileOf("users.csv")]);
  await stage.commands.run();
  return stage;
}

describe("the engine's life", () => {
  it("begins with the application, once", async () => {
    const stage = new AppStage();
    expect(stage.state.engine.status).toBe("starting");
    await stage.until(() => stage.state.engine.status === "ready");
    expect(stage.platform.engines).toHaveLength(1);
    expect(stage.state.engine).toMatchObject({ duckdb: "fake" });
  });

  it("what went otherwise than planned at its start is told once, and what it has is known", async () => {
    const platform = new FakePlatform();
    platform.engineStartsWith = {
      extensions: ["json"],
      notices: ["The parquet extension could not be loaded."],
    };
    const stage = new AppStage(platform);
    await stage.until(() => stage.state.engine.status === "ready");
    expect(stage.state.engine).toMatchObject({ extensions: ["json"] });
    expect(stage.notices()).toEqual(["The parquet extension could not be loaded."]);
    await stage.commands.addFiles([fileOf("users.csv")]);
    await stage.commands.restartEngine();
    expect(stage.notices()).toHaveLength(1);
  });

  it("after a restart the sources are attached again and cells that had results are stale", async () => {
    const stage = await ran();
    await stage.commands.restartEngine();
    expect(stage.platform.engines).toHaveLength(2);
    expect(stage.platform.engine.loaded).toEqual([{ relation: "users", file: "users.csv" }]);
    expect(stage.sources()).toEqual({ users: "ready" });
    expect(stage.runs()).toEqual({ a: "stale", b: "stale", c: "stale" });
    expect(stage.state.relations).toEqual([]);
    expect(stage.state.engine.status).toBe("ready");
    await stage.commands.run(stage.id("c"));
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("a restart can run everything again", async () => {
    const stage = await ran();
    await stage.commands.restartEngine({ runAll: true });
    expect(stage.platform.engine.requests.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("a restart stops what runs and what waits, and a run asked for then waits for the new engine", async () => {
    const stage = await ran();
    stage.platform.engine.hold("a");
    const running = stage.commands.run();
    await stage.until(() => stage.runs().a === "running");
    const restarting = stage.commands.restartEngine();
    await running;
    expect(stage.runs()).toEqual({ a: "cancelled", b: "cancelled", c: "cancelled" });
    const again = stage.commands.run();
    await Promise.all([restarting, again]);
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
    expect(stage.platform.engine.requests).toHaveLength(3);
  });

  it("a crash is shown, the running cell failed, and a restart brings everything back", async () => {
    const stage = await ran();
    stage.platform.engine.hold("a");
    const running = stage.commands.run();
    await stage.until(() => stage.runs().a === "running");
    stage.platform.crash();
    await running;
    expect(stage.state.engine.status).toBe("crashed");
    expect(stage.runs()).toEqual({ a: "failed", b: "blocked", c: "blocked" });
    await stage.commands.restartEngine({ runAll: true });
    expect(stage.state.engine.status).toBe("ready");
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("files added while the engine is gone have receipts that say so, and load after a restart", async () => {
    const stage = await ran();
    stage.platform.crash();
    const [receipt] = await stage.commands.addFiles([fileOf("late.csv")]);
    expect(receipt?.error).toContain("The engine stopped");
    expect(stage.sources()).toEqual({ users: "ready", late: "failed" });
    await stage.commands.restartEngine();
    expect(stage.sources()).toEqual({ users: "ready", late: "ready" });
  });

  it("a source that was removed is not attached again", async () => {
    const stage = await ran();
    stage.commands.removeSource("users");
    await stage.commands.restartEngine();
    expect(stage.platform.engine.loaded).toEqual([]);
  });
});

describe("samples", () => {
  const wantsSample = `---\neider: 1\nsources:\n  shop: sample:shop.csv\n---\n\n\`\`\`sql name=a\nselect * from shop\n\`\`\`\n`;

  it("are there when one's own notebook runs, without being asked for", async () => {
    const stage = new AppStage();
    stage.platform.samples.set("shop.csv", fileOf("shop.csv"));
    await stage.commands.open(wantsSample, "own");
    await stage.commands.run();
    expect(stage.sources()).toEqual({ shop: "ready" });
    expect(stage.runs()).toEqual({ a: "done" });
    expect(stage.app.eider.receipts()).toMatchObject([{ relation: "shop", loaded: 3 }]);
  });

  it("of a stranger's notebook come only when it is run", async () => {
    const stage = new AppStage();
    stage.platform.samples.set("shop.csv", fileOf("shop.csv"));
    await stage.commands.open(wantsSample, "foreign");
    expect(stage.sources()).toEqual({ shop: "missing" });
    await stage.commands.runForeign();
    expect(stage.runs()).toEqual({ a: "done" });
  });

  it("that cannot be read are reported, and the notebook runs as far as it can", async () => {
    const stage = new AppStage();
    await stage.commands.open(`${wantsSample}\n\`\`\`sql name=b\nselect 1\n\`\`\`\n`, "foreign");
    await stage.commands.runForeign();
    expect(stage.notices()[0]).toContain('The sample data "shop.csv" could not be read');
    expect(stage.runs()).toEqual({ a: "failed", b: "done" });
    expect(stage.app.eider.cells()[0]?.error).toBe('"shop" has no data: shop.csv is not here.');
  });

  it("added by hand become sources of the notebook; one that does not exist leaves no trace", async () => {
    const stage = await AppStage.with(chainText);
    stage.platform.samples.set("shop.csv", fileOf("shop.csv"));
    await stage.app.addSample("shop.csv");
    await stage.app.addSample("nope.csv");
    expect(stage.sources()).toEqual({ shop: "ready" });
    expect(stage.state.document.sources).toEqual({ shop: { location: "sample:shop.csv" } });
    expect(stage.notices()).toHaveLength(1);
  });
});

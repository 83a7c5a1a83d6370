import { describe, expect, it } from "vitest";
import { isReadOnlyHere } from "./selectors.ts";
import { AppStage, chainText, fileOf } from "./testing/appStage.ts";
import { FakePlatform } from "./testing/fakePlatform.ts";

/** A host with or without its headers, or one that does not answer. */
function stageOn(walls: boolean | null): AppStage {
  const platform = new FakePlatform();
  platform.walls = walls;
  return new AppStage(platform);
}

describe("a host without headers", () => {
  it("runs no notebook from elsewhere, and says why", async () => {
    const stage = stageOn(false);
    await stage.commands.openFile(fileOf("a.nb.md", chainText));
    await stage.commands.runForeign();
    await stage.commands.run();
    expect([stage.state.origin, stage.platform.engine.requests]).toEqual(["foreign", []]);
    expect(stage.notices().join()).toContain("does not send the headers");
    expect(isReadOnlyHere(stage.state)).toBe(true);
  });

  it("runs none that was run before, where there were walls", async () => {
    const stage = stageOn(true);
    await stage.commands.openFile(fileOf("a.nb.md", chainText));
    await stage.commands.runForeign();
    stage.platform.leave();
    await stage.until(() => stage.state.save.status === "saved");
    stage.platform.walls = false;
    const later = new AppStage(stage.platform);
    await later.app.begin({ fragment: "", notebookId: stage.state.notebookId });
    expect(later.state.origin).toBe("own");
    await later.commands.run();
    expect(later.runs()).toEqual({ a: "idle", b: "idle", c: "idle" });
    expect([later.platform.engine.requests, later.state.busy]).toEqual([[], false]);
  });

  it("runs one's own, and looks at its headers without being asked", async () => {
    const stage = stageOn(false);
    await stage.app.begin({ fragment: "", notebookId: null });
    await stage.until(() => stage.state.walls === "missing");
    await stage.commands.run();
    expect(stage.runs()).toEqual({ hello: "done" });
    expect(isReadOnlyHere(stage.state)).toBe(false);
  });
});

it("a host that does not answer runs nothing from elsewhere until it does", async () => {
  const stage = stageOn(null);
  await stage.commands.openFile(fileOf("a.nb.md", chainText));
  await stage.commands.runForeign();
  expect([stage.state.origin, stage.state.walls]).toEqual(["foreign", "unprobed"]);
  expect(stage.notices().join()).toContain("does not answer");
  stage.platform.walls = true;
  await stage.commands.runForeign();
  expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
});

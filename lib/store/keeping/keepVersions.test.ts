import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppStage, chainText } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";
import { pass, stoppedClocks } from "../testing/keepingStage.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: [...stoppedClocks.toFake] });
});
afterEach(() => {
  vi.useRealTimers();
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
      await pass(stage, 3_000);
    }
    await pass(stage, 10_000);
    stage.commands.setSource(stage.id("a"), "select 5");
    await pass(stage, 10_000);
    expect(await texts(stage)).toEqual(["edited: a=select 5", "edited: a=select 234", "opened: a=select 1"]);
  });

  it("while editing goes on without a pause there is one every two minutes", async () => {
    const stage = await AppStage.with(one);
    for (let second = 0; second < 300; second += 5) {
      stage.commands.setSource(stage.id("a"), `select ${second}`);
      await pass(stage, 5_000);
    }
    expect((await texts(stage)).length).toBe(1 + 2);
  });

  it("one of what there was before cells were deleted, though it was typed a moment ago", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.setSource(stage.id("a"), "select 0 as n");
    await pass(stage, 0);
    stage.commands.setSource(stage.id("a"), "select 'typed' as n");
    stage.commands.deleteCells([stage.id("a")]);
    stage.commands.deleteCells([stage.id("b")]);
    await pass(stage, 10_000);
    const [latest, before] = await texts(stage);
    expect(latest).toBe("edited: c=select * from b");
    expect(before).toContain("deleting: a=select 'typed' as n b=");
  });

  it("a restored one is a single step of undo, and what it replaced is a version too", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.setSource(stage.id("a"), "select 2 as n");
    await pass(stage, 10_000);
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

  it("one of what there was before a text from elsewhere came in as a whole", async () => {
    const stage = await AppStage.with(one);
    stage.commands.setSource(stage.id("a"), "select 'mine'");
    await pass(stage, 0);
    stage.commands.setSource(stage.id("a"), "select 'mine, just now'");
    const { document } = stage.state;
    stage.app.store.setState({ document: { ...document, title: "Theirs" }, canUndo: false, canRedo: false });
    await pass(stage, 10_000);
    expect(await texts(stage)).toContain("replaced: a=select 'mine, just now'");
  });

  it("what was typed last is one after a crash, as soon as the notebook is open again", async () => {
    const stage = await AppStage.with(one);
    stage.commands.setSource(stage.id("a"), "select 'last words'");
    await pass(stage, 1_000);
    const next = new AppStage(new FakePlatform());
    for (const [id, stored] of stage.platform.kept) next.platform.kept.set(id, stored);
    await next.app.begin({ fragment: "", notebookId: stage.state.notebookId });
    await pass(next, 100);
    expect(await texts(next)).toEqual(["opened: a=select 'last words'"]);
  });

  it("another notebook's edits are versions of that one", async () => {
    const stage = await AppStage.with(one);
    const first = stage.state.notebookId;
    stage.commands.setSource(stage.id("a"), "select 'of the first'");
    await pass(stage, 0);
    await stage.commands.open("```sql name=b\nselect 1\n```\n", "own");
    stage.commands.setSource(stage.id("b"), "select 2");
    await pass(stage, 10_000);
    expect(await texts(stage)).toEqual(["edited: b=select 2", "opened: b=select 1"]);
    const { entries } = stage.platform.fakeHistory;
    expect(entries.filter(({ notebookId }) => notebookId === first).map(({ reason }) => reason)).toEqual([
      "opened",
      "leaving",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../ingest/fingerprint.ts";
import { AppStage, fileOf } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";
import { FakeHandle } from "../testing/fakeSourceFiles.ts";
import { large, link, linked, reloaded, withFiles } from "../testing/relinkStage.ts";

describe("what is kept of a source", () => {
  it("its size and fingerprint go into the notebook, without a step of undo", async () => {
    const stage = await withFiles([fileOf("users.csv")]);
    const fingerprint = await fingerprintOf(fileOf("users.csv"));
    expect(stage.state.document.sources.users).toEqual({
      location: "file:users.csv",
      size: 5,
      fingerprint,
      columns: { id: "BIGINT" },
    });
    expect(stage.commands.text()).toContain(String(fingerprint));
    stage.commands.undo();
    expect(stage.state.document.sources).toEqual({});
    expect(stage.state.canUndo).toBe(false);
  });

  it("is a copy of a small file, the handle of any file that came with one, and nothing of other large files", async () => {
    const platform = new FakePlatform();
    platform.sourceFiles.handles.set("big.csv", new FakeHandle(fileOf("big.csv", large)));
    const files = [fileOf("users.csv"), fileOf("big.csv", large), fileOf("bare.csv", large)];
    const stage = await withFiles(files, platform);
    expect(link(stage, "users")).toMatchObject({ handle: false, copy: true, problem: null });
    expect(link(stage, "big")).toMatchObject({ handle: true, copy: false, problem: null });
    expect(link(stage, "bare")).toMatchObject({ handle: false, copy: false, problem: "too-large" });
  });

  it("is forgotten with the source, kept again by an undo, and follows a rename", async () => {
    const stage = await withFiles([fileOf("users.csv"), fileOf("x.csv")]);
    const ofNotebook = stage.platform.sourceFiles.kept.get(stage.state.notebookId);
    const relations = () => [...(ofNotebook?.keys() ?? [])];
    stage.commands.removeSource("users");
    await expect.poll(relations).toEqual(["x"]);
    expect(link(stage, "users")).toBeUndefined();
    stage.commands.undo();
    await expect.poll(relations).toEqual(["x", "users"]);
    stage.commands.renameSource("users", "people");
    await expect.poll(relations).toEqual(["x", "people"]);
  });

  it("is nothing where another tab writes the notebook; taking over keeps what is attached", async () => {
    const first = await AppStage.with("---\nsources:\n  users: file:users.csv\n---\n");
    first.platform.leave();
    await first.until(() => first.state.save.status === "saved");
    const stage = new AppStage(new FakePlatform(first.platform));
    await stage.app.begin({ fragment: "", notebookId: first.state.notebookId });
    await stage.commands.offerFiles([fileOf("users.csv")]);
    await expect.poll(() => link(stage, "users")).toMatchObject({ copy: false, problem: "other-tab" });
    expect(stage.platform.sourceFiles.kept.size).toBe(0);
    await stage.commands.takeOver();
    await expect.poll(() => link(stage, "users")).toMatchObject({ copy: true, problem: null });
  });

  it("is not touched by another notebook, whatever that names", async () => {
    const stage = await withFiles([fileOf("users.csv")]);
    const before = stage.state.notebookId;
    const text = stage.commands.text();
    await stage.commands.open(text, "foreign");
    expect(stage.sources()).toEqual({ users: "missing" });
    expect(stage.platform.sourceFiles.idsAsked.at(-1)).toBe(before);
    await stage.commands.runForeign();
    await linked(stage, 1);
    expect(link(stage, "users")).toMatchObject({ status: "absent", why: "not-kept" });
    expect(stage.sources()).toEqual({ users: "missing" });
    expect([...(stage.platform.sourceFiles.kept.get(before)?.keys() ?? [])]).toEqual(["users"]);
  });

  it("a file that replaces another of its name is used, and said to be another", async () => {
    const stage = await reloaded(await withFiles([fileOf("users.csv", large)]));
    await stage.commands.addFiles([fileOf("users.csv", "id\n7\n")]);
    await expect
      .poll(() => stage.notices())
      .toEqual(['users.csv is not the file that "users" was made from before. It is used from now on.']);
  });
});

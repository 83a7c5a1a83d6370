import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../ingest/fingerprint.ts";
import { type AppStage, fileOf } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";
import { FakeHandle } from "../testing/fakeSourceFiles.ts";
import { large, link, reloaded, withFiles } from "../testing/relinkStage.ts";

describe("after a reload", () => {
  it("a copy comes back by itself, with nothing left to save and nothing asked", async () => {
    const stage = await reloaded(await withFiles([fileOf("users.csv")]));
    const text = stage.commands.text();
    await stage.commands.run();
    expect(stage.runs()).toEqual({ a: "done" });
    expect(link(stage, "users")).toMatchObject({ status: "kept", isCopy: true });
    expect(stage.state.relink.offering).toBe(false);
    expect(stage.commands.text()).toBe(text);
    expect(stage.state.save.status).toBe("saved");
  });

  it("a handle that may be read comes back by itself; one that wants a click waits for it, and the copy does meanwhile", async () => {
    const platform = new FakePlatform();
    const [granted, asking, both] = ["granted", "prompt", "prompt"].map((allowed, i) => {
      const file = fileOf(`${"xyz"[i]}.csv`, i < 2 ? large : "id\n1\n");
      const handle = new FakeHandle(file);
      platform.sourceFiles.handles.set(file.name, handle);
      return { file, handle, allowed };
    });
    if (!granted || !asking || !both) throw new Error("There are three.");
    const before = await withFiles([granted.file, asking.file, both.file], platform);
    asking.handle.allowed = "prompt";
    both.handle.allowed = "prompt";
    const stage = await reloaded(before);
    expect(stage.sources()).toMatchObject({ y: "missing" });
    expect(link(stage, "x")).toMatchObject({ status: "kept", isCopy: false });
    expect(link(stage, "y")).toMatchObject({ status: "waiting" });
    expect(link(stage, "z")).toMatchObject({ status: "kept", isCopy: true });
    expect(stage.state.relink.offering).toBe(true);
    expect([asking.handle.asked, both.handle.asked]).toEqual([0, 0]);

    await stage.commands.reopenSources();
    expect([asking.handle.asked, both.handle.asked]).toEqual([1, 0]);
    expect(stage.sources()).toEqual({ x: "ready", y: "ready", z: "ready" });
    expect(stage.state.relink).toMatchObject({ offering: false, finding: false });
  });

  it.each([
    ["no", "denied", "denied"],
    ["nothing", "prompt", "denied"],
  ] as const)("where the answer is %s, the dialog asks for the file", async (_, answer, why) => {
    const platform = new FakePlatform();
    const handle = new FakeHandle(fileOf("users.csv", large), "granted", answer);
    platform.sourceFiles.handles.set("users.csv", handle);
    const before = await withFiles([fileOf("users.csv", large)], platform);
    handle.allowed = "prompt";
    const stage = await reloaded(before);
    await stage.commands.reopenSources();
    expect(link(stage, "users")).toMatchObject({ status: "absent", why });
    expect(stage.state.relink.finding).toBe(true);
  });

  it("a file that is gone, or was never kept, is asked for once", async () => {
    const platform = new FakePlatform();
    const handle = new FakeHandle(fileOf("users.csv", large));
    platform.sourceFiles.handles.set("users.csv", handle);
    const before = await withFiles([fileOf("users.csv", large), fileOf("bare.csv", large)], platform);
    handle.current = null;
    const stage = await reloaded(before);
    expect(link(stage, "users")).toMatchObject({ status: "absent", why: "gone" });
    expect(link(stage, "bare")).toMatchObject({ status: "absent", why: "not-kept" });
    expect(stage.state.relink.offering).toBe(true);
    stage.commands.closeRelinkOffer();
    expect(stage.state.relink.offering).toBe(false);
  });

  it("a file that changed is shown with both sizes, and used only when somebody says so", async () => {
    const platform = new FakePlatform();
    const handle = new FakeHandle(fileOf("users.csv", large));
    platform.sourceFiles.handles.set("users.csv", handle);
    const before = await withFiles([fileOf("users.csv", large)], platform);
    handle.current = fileOf("users.csv", `${large}7\n`);
    const stage = await reloaded(before);
    expect(stage.sources()).toEqual({ users: "missing" });
    expect(link(stage, "users")).toMatchObject({
      status: "changed",
      before: { size: 2000 },
      now: { size: 2002 },
    });
    await stage.commands.acceptFile("users");
    expect(stage.sources()).toEqual({ users: "ready" });
    await expect
      .poll(() => stage.state.document.sources.users)
      .toEqual({
        location: "file:users.csv",
        size: 2002,
        fingerprint: await fingerprintOf(handle.current),
        columns: { id: "BIGINT" },
      });
    expect(stage.runs()).toEqual({ a: "idle" });
  });
});

describe("files offered to missing sources", () => {
  const lost = async () =>
    reloaded(await withFiles([fileOf("users.csv", large), fileOf("orders.csv", `${large}2\n`)]));

  it("the right ones are attached at once, a renamed one too, which the notebook then names", async () => {
    const stage = await lost();
    const files = [fileOf("orders (1).csv", `${large}2\n`), fileOf("users.csv", large), fileOf("other.csv")];
    await stage.commands.offerFiles(files);
    expect(stage.state.relink.unused).toEqual(["other.csv"]);
    expect(stage.sources()).toEqual({ users: "ready", orders: "ready" });
    expect(stage.state.document.sources.orders?.location).toBe("file:orders (1).csv");
    expect(stage.runs()).toEqual({ a: "idle" });
  });

  it("one with the name and other content waits for a word", async () => {
    const stage = await lost();
    await stage.commands.offerFiles([fileOf("users.csv", large.replace("1", "2"))]);
    expect(stage.state.relink.unused).toEqual([]);
    expect(stage.sources()).toEqual({ users: "missing", orders: "missing" });
    expect(link(stage, "users")).toMatchObject({ status: "changed", name: "users.csv" });
    await stage.commands.acceptFile("users");
    expect(stage.sources()).toEqual({ users: "ready", orders: "missing" });
    expect(stage.notices()).toEqual([]);
  });

  it("a changed file that cannot be loaded says so, and the next one may be offered", async () => {
    const stage = await lost();
    stage.platform.engine.unreadable.set("users.csv", "it is empty");
    await stage.commands.offerFiles([fileOf("users.csv", "")]);
    await stage.commands.acceptFile("users");
    expect(stage.sources()).toEqual({ users: "failed", orders: "missing" });
    expect(link(stage, "users")?.status).toBe("absent");
    stage.platform.engine.unreadable.clear();
    await stage.commands.offerFiles([fileOf("users.csv", large)]);
    await stage.commands.acceptFile("users");
    expect(stage.sources()).toEqual({ users: "ready", orders: "missing" });
  });

  it("a candidate of one notebook is nothing for the next", async () => {
    const stage = await lost();
    await stage.commands.offerFiles([fileOf("users.csv", "id\n2\n")]);
    await stage.commands.open(stage.commands.text(), "foreign");
    await stage.commands.acceptFile("users");
    expect(stage.sources()).toEqual({ users: "missing", orders: "missing" });
  });

  it("the browser's dialog does the same as a drop", async () => {
    const stage = await lost();
    stage.platform.picked = [fileOf("users.csv", large)];
    await stage.commands.pickMissing();
    expect(stage.sources()).toEqual({ users: "ready", orders: "missing" });
  });
});

describe("a file that changes under its source", () => {
  async function watched(): Promise<{ stage: AppStage; handle: FakeHandle }> {
    const platform = new FakePlatform();
    const file = fileOf("users.csv");
    const handle = new FakeHandle(file);
    platform.sourceFiles.handles.set("users.csv", handle);
    const stage = await withFiles([file], platform);
    await stage.commands.run();
    return { stage, handle };
  }

  it("is noticed when the tab is looked at again, and read again on demand, which makes its readers stale", async () => {
    const { stage, handle } = await watched();
    handle.current = fileOf("users.csv", "id\n1\n2\n");
    stage.platform.comeBack();
    await expect
      .poll(() => link(stage, "users"))
      .toMatchObject({
        status: "changed",
        before: { size: 5 },
        now: { size: 7 },
      });
    expect(stage.runs()).toEqual({ a: "done" });
    await stage.commands.reloadSource("users");
    expect(stage.runs()).toEqual({ a: "stale" });
    await expect.poll(() => stage.state.document.sources.users?.size).toBe(7);
    expect(link(stage, "users")).toMatchObject({ status: "kept" });
    expect(stage.notices()).toEqual([]);
  });

  it("without a change nothing is read again, and that is said", async () => {
    const { stage } = await watched();
    await stage.commands.reloadSource("users");
    expect(stage.notices()).toEqual(["users.csv has not changed since it was loaded."]);
    expect(stage.runs()).toEqual({ a: "done" });
  });

  it("a file that is gone leaves what was loaded, and that is said", async () => {
    const { stage, handle } = await watched();
    handle.current = null;
    stage.platform.comeBack();
    await stage.commands.reloadSource("users");
    expect(stage.notices()).toEqual(["users.csv is no longer where it was. What was loaded from it stays."]);
    expect(stage.sources()).toEqual({ users: "ready" });
  });
});

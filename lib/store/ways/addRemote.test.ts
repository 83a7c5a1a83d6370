import { describe, expect, it } from "vitest";
import { AppStage } from "../testing/appStage.ts";
import type { WaysIn } from "./waysIn.ts";

const empty = "---\neider: 1\ntitle: T\n---\n";

async function begin(text = empty): Promise<{ stage: AppStage; ways: WaysIn }> {
  const stage = await AppStage.with(text);
  return { stage, ways: await stage.commands.waysIn() };
}

const locations = ({ state }: AppStage) =>
  Object.fromEntries(Object.entries(state.document.sources).map(([name, { location }]) => [name, location]));
const settled = (stage: AppStage) =>
  stage.until(() => stage.state.sources.every((s) => s.status === "ready"));

describe("a file by its address", () => {
  const address = "https://data.example.org/a/sales.csv";
  const watch = {
    confirm: async () => true,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  };
  const typed = { url: address, name: "", into: null, isTyped: true };

  it("is fetched once its host is allowed, and the notebook keeps the address", async () => {
    const { stage, ways } = await begin();
    stage.platform.remoteFiles.files.set(address, "id\n1\n");
    const checked = await ways.checkRemote(typed);
    expect(checked.ok && checked.value.isAllowed).toBe(false);
    expect(stage.platform.remoteFiles.asked).toEqual([]);
    expect(await ways.addRemote({ ...typed, name: "q1" }, watch)).toBeNull();
    expect(stage.state.document.sources).toMatchObject({ q1: { location: address, size: 5 } });
    const again = await ways.checkRemote(typed);
    expect(again.ok && again.value.isAllowed).toBe(true);
    stage.commands.undo();
    stage.commands.redo();
    await settled(stage);
    expect(stage.sources()).toEqual({ q1: "ready" });
  });

  it("that cannot be had adds nothing and tells why", async () => {
    const { stage, ways } = await begin();
    expect((await ways.addRemote(typed, watch))?.message).toBe("There is no such file.");
    expect(stage.state.sources).toEqual([]);
    expect(stage.state.document.sources).toEqual({});
  });

  it.each([
    ["http://data.example.org/a.csv", /Only https/],
    ["https://192.168.0.1/a.csv", /private network/],
    ["http://127.0.0.1:8000/a.csv", /Only https|this machine/],
    ["https://user:pass@data.example.org/a.csv", /user name or password/],
    ["not an address", /valid URL|space/],
  ])("%s is refused before anything is asked", async (url, text) => {
    const { stage, ways } = await begin();
    const checked = await ways.checkRemote({ url, isTyped: true });
    expect(!checked.ok && checked.error.message).toMatch(text);
    expect((await ways.addRemote({ ...typed, url }, watch))?.message).toMatch(text);
    expect(stage.platform.remoteFiles.asked).toEqual([]);
  });

  it("is completed where only its host and path were typed", async () => {
    const { ways } = await begin();
    const checked = await ways.checkRemote({ url: "data.example.org/a.csv", isTyped: true });
    expect(checked.ok && checked.value.url.href).toBe("https://data.example.org/a.csv");
  });

  it("that a notebook names is fetched on demand alone, into its source", async () => {
    const { stage, ways } = await begin(
      `---\neider: 1\nsources:\n  sales: { location: '${address}', options: { header: true } }\n---\n`,
    );
    stage.platform.remoteFiles.files.set(address, "id\n1\n");
    expect(stage.sources()).toEqual({ sales: "missing" });
    expect(stage.platform.remoteFiles.asked).toEqual([]);
    await ways.addRemote({ url: address, name: "", into: "sales", isTyped: false }, watch);
    expect(stage.sources()).toEqual({ sales: "ready" });
    expect(stage.platform.engine.loaded).toEqual([
      { relation: "sales", file: "sales.csv", location: address, options: { header: true } },
    ]);
  });

  it("with a key in it is saved without", async () => {
    const { stage, ways } = await begin();
    const signed = `${address}?X-Amz-Signature=0a1b2c`;
    stage.platform.remoteFiles.files.set(signed, "id\n1\n");
    await ways.addRemote({ ...typed, url: signed }, watch);
    expect(locations(stage)).toEqual({ sales: address });
    expect(stage.notices()[0]).toMatch(/holds a key/);
  });

  it("is given to no other notebook than the one that asked", async () => {
    const { stage, ways } = await begin();
    stage.platform.remoteFiles.files.set(address, "id\n1\n");
    let answer: () => void = () => undefined;
    stage.platform.remoteFiles.answering = new Promise((resolve) => {
      answer = resolve;
    });
    const fetching = ways.addRemote(typed, watch);
    await stage.commands.open(empty, "own");
    answer();
    expect((await fetching)?.code).toBe("cancelled");
    expect(stage.state.document.sources).toEqual({});
  });
});

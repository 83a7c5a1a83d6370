import { expect, it } from "vitest";
import { AppStage } from "../testing/appStage.ts";

const address = "https://data.example.org/a.csv";
const typed = { url: address, name: "", into: null, isTyped: true };
const watch = {
  confirm: async () => true,
  onProgress: () => undefined,
  signal: new AbortController().signal,
};

it("what a notebook may reach is told by name, and nothing can be fetched from what was taken back", async () => {
  const stage = await AppStage.with("---\neider: 1\ntitle: T\n---\n");
  const { platform, commands, state } = stage;
  const ways = await commands.waysIn();
  platform.remoteFiles.files.set(address, "id\n1\n");
  const s3 = await platform.s3();
  s3.bind(state.notebookId, "shop");
  s3.bind("another", "secret");
  expect(await ways.addRemote(typed, watch)).toBeNull();
  expect(await ways.powers.look()).toMatchObject({
    hosts: ["https://data.example.org"],
    // Its connection may have been of a session that is over.
    connections: [{ name: "shop", connection: null }],
  });
  await ways.powers.takeHostBack("https://data.example.org");
  await ways.powers.takeConnectionBack("shop");
  expect(await ways.powers.look()).toMatchObject({ hosts: [], connections: [] });
  expect(s3.bound("another")).toEqual(["secret"]);
  const again = await ways.checkRemote(typed);
  expect(again.ok && again.value.isAllowed).toBe(false);
});

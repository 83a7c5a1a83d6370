import { expect, it } from "vitest";
import { AppStage, chainText, fileOf } from "./testing/appStage.ts";

it("asks nothing of the data for a shared notebook until it was run, and says so", async () => {
  const stage = new AppStage();
  await stage.commands.openFile(fileOf("a.nb.md", chainText));
  const { selected } = stage.platform.engine;
  const refused = await stage.app.rows.select("select 1", 1);
  expect(refused).toMatchObject({ ok: false, error: { hint: expect.stringContaining("Run this notebook") } });
  expect(selected).toEqual([]);
  await stage.commands.runForeign();
  await stage.app.rows.select("select 1", 1);
  expect(selected).toEqual(["select 1"]);
});

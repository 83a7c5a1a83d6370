import { describe, expect, it } from "vitest";
import type { Access } from "../../s3/connection.ts";
import { viewOf } from "../appStore.ts";
import { AppStage } from "../testing/appStage.ts";

const text = (to: string) =>
  `\`\`\`sql name=orders\nselect 1 as n\n\`\`\`\n\n\`\`\`export name=out from=orders\n${to}\n\`\`\`\n`;

const keys: Access = { kind: "keys", accessKeyId: "AKIA", expiresAt: null, isTemporary: false };

describe("export cells of an application", () => {
  it("ask where to write as they are run by themselves, and not among others", async () => {
    const stage = await AppStage.with(text("format: csv"));
    stage.platform.saveTarget = "cancelled";
    await stage.commands.run([stage.id("orders"), stage.id("out")]);
    expect(stage.runs()).toEqual({ orders: "done", out: "idle" });
    // The dialog is closed: nothing runs.
    await stage.commands.run(stage.id("out"));
    expect(stage.runs()).toEqual({ orders: "done", out: "idle" });
    stage.platform.saveTarget = null;
    await stage.commands.run(stage.id("out"));
    expect(stage.state.outPlaces[stage.id("out")]).toBe("");
  });

  it("write to a bucket only by a connection that their user gave the notebook, with keys, and within its reach", async () => {
    const stage = await AppStage.with(text("to: s3://lake/daily/"));
    const s3 = stage.platform.fakeS3;
    const tried = async () => {
      await stage.commands.run(stage.id("out"));
      const { run } = viewOf(stage.state, stage.id("out"));
      return run.status === "failed" ? run.error.message : run.status;
    };
    const unreached = "No connection of this notebook reaches s3://lake/daily/.";
    s3.put({ name: "theirs", bucket: "lake", access: keys }, {});
    expect(await tried()).toBe(unreached);
    s3.put({ name: "part", bucket: "lake", prefix: "other/", access: keys }, {});
    s3.bind(stage.state.notebookId, "part");
    expect(await tried()).toBe(unreached);
    s3.put({ name: "open", bucket: "lake", access: { kind: "anonymous" } }, {});
    s3.bind(stage.state.notebookId, "open");
    expect(await tried()).toBe("The connection “open” has no keys to write with.");
    stage.commands.setSource(stage.id("out"), "to: s3://lake/daily/\nconnection: theirs");
    expect(await tried()).toBe("No connection “theirs” of this notebook reaches s3://lake/daily/.");
    s3.bind(stage.state.notebookId, "theirs");
    expect(await tried()).toBe("There is nothing.");
  });
});

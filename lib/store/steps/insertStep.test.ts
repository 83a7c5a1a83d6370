import { describe, expect, it } from "vitest";
import { AppStage } from "../testing/appStage.ts";
import { insertStep } from "./insertStep.ts";

describe("a step that is offered", () => {
  it("becomes a selected cell below the one it is about, and goes with one undo", async () => {
    const stage = await AppStage.with("```sql name=a\nselect 1\n```\n\n```sql name=b\nselect 2\n```\n");
    insertStep(stage.state, stage.commands, { after: stage.id("a"), sql: "select 3", name: "a_mended" });
    expect([stage.names(), stage.selected()]).toEqual([["a", "a_mended", "b"], "a_mended"]);
    stage.commands.undo();
    expect(stage.names()).toEqual(["a", "b"]);
  });

  it("goes to the end where it is about no cell, under a name that a cell can have", async () => {
    const stage = await AppStage.with("```sql name=a\nselect 1\n```\n");
    insertStep(stage.state, stage.commands, { after: null, sql: "select 3", name: "1 odd name_rows" });
    expect(stage.names()).toEqual(["a", "cell_1"]);
  });
});

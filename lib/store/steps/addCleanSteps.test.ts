import { describe, expect, it } from "vitest";
import { AppStage } from "../testing/appStage.ts";
import { addCleanSteps } from "./addCleanSteps.ts";

const steps = [{ trim: ["city"] }];

describe("steps of a clean cell", () => {
  it("make a cell below the one that they are about, which goes with one undo", async () => {
    const stage = await AppStage.with("```sql name=a\nselect 1\n```\n\n```sql name=b\nselect 2\n```\n");
    addCleanSteps(stage.state, stage.commands, { relation: "a", after: stage.id("a"), steps });
    expect([stage.names(), stage.selected()]).toEqual([["a", "a_clean", "b"], "a_clean"]);
    const cell = stage.state.document.cells[1];
    expect([cell?.kind, cell?.options, cell?.source]).toEqual([
      "clean",
      { from: "a" },
      "- trim:\n    - city",
    ]);
    stage.commands.undo();
    expect(stage.names()).toEqual(["a", "b"]);
  });

  it("go to the end of the recipe whose own rows they are about", async () => {
    const stage = await AppStage.with("```clean name=tidy from=a\n- dedupe\n```\n");
    addCleanSteps(stage.state, stage.commands, { relation: "tidy", after: stage.id("tidy"), steps });
    expect([stage.names(), stage.selected()]).toEqual([["tidy"], "tidy"]);
    expect(stage.state.document.cells[0]?.source).toBe("- dedupe\n- trim:\n    - city");
  });

  it("go to the end of the clean cell that reads the relation, with one undo", async () => {
    const stage = await AppStage.with(
      "```sql name=a\nselect 1\n```\n\n```clean name=tidy from=A\n- case: { columns: [city], to: lower } # so\n```\n",
    );
    addCleanSteps(stage.state, stage.commands, { relation: "a", after: stage.id("a"), steps });
    expect(stage.selected()).toBe("tidy");
    expect(stage.state.document.cells[1]?.source).toBe(
      "- case: { columns: [city], to: lower } # so\n- trim:\n    - city",
    );
    stage.commands.undo();
    expect(stage.state.document.cells[1]?.source).toBe("- case: { columns: [city], to: lower } # so");
  });
});

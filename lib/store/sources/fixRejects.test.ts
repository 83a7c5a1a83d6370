import { describe, expect, it } from "vitest";
import { AppStage, fileOf } from "../testing/appStage.ts";

async function withReader() {
  const stage = await AppStage.with("```sql name=reader\nselect * from orders\n```\n");
  await stage.commands.addFiles([fileOf("orders.csv")]);
  await stage.commands.run();
  return stage;
}

const options = (stage: AppStage) => stage.state.document.sources.orders?.options;

describe("mending rejected rows", () => {
  it("writes the fixes into the notebook and loads the source again; readers are stale and nothing runs", async () => {
    const stage = await withReader();
    const ran = stage.platform.engine.requests.length;
    const receipt = await stage.commands.fixRejects("orders", { 3: "3,x", 5: null });
    expect(receipt?.relation).toBe("orders");
    expect(options(stage)).toEqual({ fixes: { 3: "3,x", 5: null } });
    expect(stage.platform.engine.loaded.at(-1)).toMatchObject({
      relation: "orders",
      options: { fixes: { 3: "3,x", 5: null } },
    });
    expect(stage.commands.text()).toContain("3,x");
    expect(stage.runs()).toEqual({ reader: "stale" });
    expect(stage.platform.engine.requests).toHaveLength(ran);
  });

  it("adds to earlier fixes, and an undo takes the last ones back and reads the file again", async () => {
    const stage = await withReader();
    await stage.commands.fixRejects("orders", { 3: "3,x" });
    await stage.commands.fixRejects("orders", { 4: "4,y" });
    expect(options(stage)).toEqual({ fixes: { 3: "3,x", 4: "4,y" } });
    const loads = stage.platform.engine.loaded.length;
    stage.commands.undo();
    expect(options(stage)).toEqual({ fixes: { 3: "3,x" } });
    await stage.until(() => stage.platform.engine.loaded.length > loads);
    expect(stage.platform.engine.loaded.at(-1)?.options).toEqual({ fixes: { 3: "3,x" } });
  });

  it("does nothing where the file of the source is not at hand", async () => {
    const stage = await AppStage.with("---\nsources:\n  orders: file:orders.csv\n---\n");
    expect(await stage.commands.fixRejects("orders", { 3: "3" })).toBeNull();
    expect(options(stage)).toBeUndefined();
  });
});

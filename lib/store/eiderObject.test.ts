import { afterEach, describe, expect, it, vi } from "vitest";
import { AppStage, chainText, fileOf } from "./testing/appStage.ts";

const withChart = `# Text\n\n${chainText}\n\`\`\`chart name=picture from=a\n{ "mark": "bar" }\n\`\`\`\n`;

afterEach(() => {
  vi.useRealTimers();
});

describe("the page's object for scripts", () => {
  it("lists the cells with their states, without text", async () => {
    const stage = await AppStage.with(
      "# Text\n\n```sql name=a\nselect 1\n```\n\n```python name=p\nprint()\n```\n",
    );
    stage.platform.engine.failing.set("a", { code: "sql", message: "no such thing" });
    await stage.app.eider.run();
    expect(stage.app.eider.cells()).toEqual([
      { name: "a", kind: "sql", run: "failed", error: "no such thing", elapsedMs: expect.any(Number) },
      { name: "p", kind: "python", run: "idle", error: null, elapsedMs: null },
    ]);
  });

  it("run settles when what ran is drawn too", async () => {
    const stage = await AppStage.with(withChart);
    let isOver = false;
    const running = stage.app.eider.run().then(() => {
      isOver = true;
    });
    await stage.until(() => stage.state.drawing.length > 0 && !stage.state.busy);
    await stage.commands.restartEngine();
    expect(isOver).toBe(false);
    stage.commands.chartDrawn(stage.id("picture"));
    await running;
    expect(isOver).toBe(true);
  });

  it("run does not wait for ever for a chart that is never drawn", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const stage = await AppStage.with(withChart);
    const running = stage.app.eider.run("picture");
    await vi.advanceTimersByTimeAsync(0);
    await stage.until(() => stage.state.drawing.length > 0);
    await vi.advanceTimersByTimeAsync(10_000);
    await running;
    expect(stage.runs()).toMatchObject({ picture: "done", b: "idle" });
  });

  it("a name that no cell has is an error that names it", async () => {
    const stage = await AppStage.with(chainText);
    await expect(stage.app.eider.run("nope")).rejects.toThrow('There is no cell named "nope".');
    await expect(stage.app.eider.relation("nope")).rejects.toThrow("nope");
  });

  it("gives a relation's columns and rows as text", async () => {
    const stage = await AppStage.with(chainText);
    await stage.app.eider.run("A");
    expect(await stage.app.eider.relation("a")).toMatchObject({ rows: 1, columns: [{ name: "answer" }] });
    expect(await stage.app.eider.rows("a", { offset: 0, limit: 10 })).toEqual([["42"]]);
    expect(await stage.app.eider.rows("a", { offset: 1, limit: 10 })).toEqual([]);
  });

  it("exports to bytes, and refuses formats that it does not know", async () => {
    const stage = await AppStage.with(chainText);
    await stage.app.eider.run();
    const made = await stage.app.eider.export("a", { format: "csv" });
    expect(await made.text()).toBe("answer\n42\n");
    await expect(stage.app.eider.export("a", { format: "xml" })).rejects.toThrow('Unknown format "xml"');
  });

  it("opens a text as made here, and gives back the same text", async () => {
    const stage = new AppStage();
    await stage.app.eider.open(chainText);
    expect(stage.state.origin).toBe("own");
    expect(stage.app.eider.text()).toBe(chainText);
    expect(stage.app.eider.version).toBe("1.2.3");
  });

  it("its list of receipts is a copy", async () => {
    const stage = await AppStage.with(chainText);
    await stage.app.eider.addFiles([fileOf("x.csv")]);
    stage.app.eider.receipts().pop();
    expect(stage.app.eider.receipts()).toHaveLength(1);
  });
});

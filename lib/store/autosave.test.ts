import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppStage, chainText } from "./testing/appStage.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** An application with a notebook that has been saved. */
async function saved(): Promise<AppStage> {
  const stage = await AppStage.with(chainText);
  await vi.advanceTimersByTimeAsync(1000);
  expect(stage.state.save.status).toBe("saved");
  stage.platform.saves.length = 0;
  return stage;
}

describe("saving by itself", () => {
  it("saves what is typed in a row once, and within a second of the first letter", async () => {
    const stage = await saved();
    for (const text of ["select 2", "select 23", "select 234"]) {
      stage.commands.setSource(stage.id("a"), text);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(stage.platform.saves).toEqual([]);
    expect(stage.state.save.status).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(399);
    expect(stage.platform.saves.map(({ text }) => text.includes("select 234"))).toEqual([true]);
    expect(stage.state.save.status).toBe("saved");
  });

  it("saves at least once a second while typing goes on without a pause", async () => {
    const stage = await saved();
    for (let letters = 1; letters <= 100; letters++) {
      stage.commands.setSource(stage.id("a"), `select ${"1".repeat(letters)}`);
      await vi.advanceTimersByTimeAsync(50);
      const lost = stage.platform.saves.at(-1)?.text.match(/select (1+)/)?.[1]?.length ?? 0;
      // Each letter took 50 ms.
      expect((letters - lost) * 50).toBeLessThanOrEqual(1000);
    }
    expect(stage.platform.saves.length).toBeLessThan(10);
  });

  it("saves at once when the tab may be about to go, and nothing where nothing is unsaved", async () => {
    const stage = await saved();
    stage.platform.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.platform.saves).toEqual([]);
    stage.commands.setTitle("Last words");
    stage.platform.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.platform.saves.map(({ title }) => title)).toEqual(["Last words"]);
  });

  it("keeps the edits of the last second when another notebook is opened", async () => {
    const stage = await saved();
    const before = stage.state.notebookId;
    stage.commands.setTitle("Just typed");
    await stage.commands.newNotebook();
    expect(stage.platform.kept.get(before)?.title).toBe("Just typed");
    await vi.advanceTimersByTimeAsync(1000);
    expect(stage.platform.kept.get(before)?.title).toBe("Just typed");
    expect(stage.platform.kept.get(stage.state.notebookId)?.text).toBe(stage.commands.text());
    expect(stage.state.notebookId).not.toBe(before);
  });

  it("keeps what is typed while the other notebook is on its way", async () => {
    const stage = await saved();
    const before = stage.state.notebookId;
    stage.platform.engine.hold("a");
    void stage.commands.run();
    await vi.advanceTimersByTimeAsync(0);
    const opening = stage.commands.newNotebook();
    stage.commands.setTitle("Typed meanwhile");
    await opening;
    expect(stage.platform.kept.get(before)?.title).toBe("Typed meanwhile");
  });

  it("a device that refuses is reported, the text stays, and the next edit tries again", async () => {
    const stage = await saved();
    stage.platform.refusal = new DOMException("", "QuotaExceededError");
    stage.commands.setTitle("Too big");
    await vi.advanceTimersByTimeAsync(1000);
    expect(stage.state.save).toEqual({ status: "failed", error: "QuotaExceededError" });
    expect(stage.state.notices).toMatchObject([{ tone: "error" }]);
    expect(stage.notices()[0]).toContain("Save it as a file");
    expect(stage.state.document.title).toBe("Too big");
    stage.platform.refusal = null;
    stage.commands.setTitle("Fits");
    await vi.advanceTimersByTimeAsync(1000);
    expect(stage.state.save.status).toBe("saved");
    expect(stage.platform.kept.get(stage.state.notebookId)?.title).toBe("Fits");
  });

  it("what was typed while a save was under way is still unsaved after it", async () => {
    const stage = await saved();
    const { save } = stage.platform.storage;
    let finish: () => void = () => undefined;
    stage.platform.storage.save = async (notebook) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return save(notebook);
    };
    stage.commands.setTitle("First");
    await vi.advanceTimersByTimeAsync(1000);
    stage.commands.setTitle("Second");
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.state.save.status).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(1000);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.state.save.status).toBe("saved");
    expect(stage.platform.saves.map(({ title }) => title)).toEqual(["First", "Second"]);
  });

  it("an undo with nothing to undo leaves nothing to save", async () => {
    const stage = await saved();
    stage.commands.undo();
    expect(stage.state.save.status).toBe("saved");
  });
});

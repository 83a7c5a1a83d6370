import { describe, expect, it } from "vitest";
import { isOnDisk } from "../selectors.ts";
import { AppStage } from "../testing/appStage.ts";
import type { FakeDiskFile } from "../testing/fakeDisk.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";

const text = "# Tea\n\n```sql name=a\nselect 1 as n\n```\n";
const changed = text.replace("select 1 as n", "select 2 as n\nlimit 1");

/** An application with tea.nb.md opened from the disk. */
async function opened(name = "tea.nb.md", content = text): Promise<[AppStage, FakeDiskFile]> {
  const stage = new AppStage();
  const file = stage.platform.fakeDisk.add(name, content);
  await stage.commands.openFile(file.picked());
  return [stage, file];
}

const isSaved = ({ state }: AppStage) => isOnDisk(state);
const edit = (stage: AppStage, source: string) => stage.commands.setSource(stage.id("a"), source);

async function kept(stage: AppStage): Promise<void> {
  stage.platform.leave();
  await stage.until(() => stage.state.save.status === "saved");
}

async function reloaded(stage: AppStage): Promise<AppStage> {
  await kept(stage);
  const next = new AppStage(new FakePlatform(stage.platform));
  await next.app.begin({ fragment: "", notebookId: stage.state.notebookId });
  await next.until(() => next.state.disk !== null);
  return next;
}

async function looked(stage: AppStage): Promise<void> {
  stage.platform.comeBack();
  await stage.until(() => stage.state.disk?.outside != null);
}

describe("a notebook from a file on the disk", () => {
  it("is saved in place, and says whether the disk has what is here", async () => {
    const [stage, file] = await opened();
    expect(stage.state.disk?.name).toBe("tea.nb.md");
    expect(isSaved(stage)).toBe(true);
    edit(stage, "select 3");
    expect(isSaved(stage)).toBe(false);
    stage.commands.undo();
    expect(isSaved(stage)).toBe(true);
    stage.commands.redo();
    await stage.commands.saveFile();
    expect(isSaved(stage)).toBe(true);
    expect(file.text).toBe(stage.commands.text());
    expect(stage.notices()).toContain("Saved to tea.nb.md.");
    expect(stage.platform.downloads).toEqual([]);
  });

  it("asks for leave to write once, by the save itself; without it nothing is written and that is said", async () => {
    const [stage, file] = await opened();
    file.allowed = "prompt";
    edit(stage, "select 3");
    await stage.commands.saveFile();
    await stage.commands.saveFile();
    expect(file.asked).toBe(1);
    file.allowed = "prompt";
    file.answer = "denied";
    edit(stage, "select 4");
    await stage.commands.saveFile();
    expect(file.text).toContain("select 3");
    expect(stage.notices().join()).toContain("was not allowed to write tea.nb.md");
    expect(isSaved(stage)).toBe(false);
  });

  it("is still saved in place after a reload, and knows whether it was", async () => {
    const [stage] = await opened();
    edit(stage, "select 3");
    const later = await reloaded(stage);
    expect(later.state.disk?.name).toBe("tea.nb.md");
    expect(isSaved(later)).toBe(false);
    await later.commands.saveFile();
    const again = await reloaded(later);
    expect(isSaved(again)).toBe(true);
    expect(again.platform.downloads).toEqual([]);
  });

  it("says what another program changed in it, and shows that when asked; nothing runs", async () => {
    const [stage, file] = await opened();
    const id = stage.id("a");
    file.change(changed);
    await looked(stage);
    expect(stage.state.disk?.outside).toEqual({ change: "text", added: 2, removed: 1 });
    expect(stage.commands.text()).toBe(text);
    await (await stage.commands.disk()).reload();
    expect(stage.commands.text()).toBe(changed);
    expect(stage.id("a")).toBe(id);
    expect(stage.state.disk?.outside).toBeNull();
    expect(isSaved(stage)).toBe(true);
    expect(stage.platform.engine.requests).toEqual([]);
    expect(stage.platform.kept.size).toBeLessThanOrEqual(1);
  });

  it("is not written where another program changed it, until its user says so", async () => {
    const [stage, file] = await opened();
    edit(stage, "select 'mine'");
    file.change(changed);
    await stage.commands.saveFile();
    expect(file.text).toBe(changed);
    expect(stage.state.disk?.outside).toMatchObject({ change: "text" });
    await (await stage.commands.disk()).overwrite();
    expect(file.text).toContain("select 'mine'");
    expect(isSaved(stage)).toBe(true);
    expect(stage.state.disk?.outside).toBeNull();
  });

  it("where both changed, showing the file's keeps what was here as a notebook of its own", async () => {
    const [stage, file] = await opened();
    edit(stage, "select 'mine'");
    file.change(changed);
    await looked(stage);
    await (await stage.commands.disk()).reload();
    expect(stage.commands.text()).toBe(changed);
    const copies = [...stage.platform.kept.values()].filter(({ title }) => title.endsWith("(before reload)"));
    expect(copies.map((copy) => copy.text.includes("select 'mine'"))).toEqual([true]);
  });

  it("keeps what is here when that is wanted, and the next save writes it", async () => {
    const [stage, file] = await opened();
    file.change(changed);
    await looked(stage);
    await (await stage.commands.disk()).keepMine();
    expect([stage.state.disk?.outside, isSaved(stage)]).toEqual([null, false]);
    await stage.commands.saveFile();
    expect(file.text).toBe(text);
    expect(isSaved(stage)).toBe(true);
  });

  it("says that its file is gone, and a full disk is an error that loses nothing", async () => {
    const [stage, file] = await opened();
    edit(stage, "select 3");
    file.refusal = new DOMException("No space left.", "QuotaExceededError");
    await stage.commands.saveFile();
    expect(stage.notices().join()).toContain("tea.nb.md could not be written: No space left.");
    expect(file.text).toBe(text);
    file.change(null);
    await looked(stage);
    expect(stage.state.disk?.outside).toEqual({ change: "gone" });
    await stage.commands.saveFile();
    expect(file.text).toBeNull();
  });

  it("of another format is saved in that format", async () => {
    const [stage, file] = await opened("tea.sql", "-- %% name=a\nselect 1 as n\n");
    edit(stage, "select 5 as n");
    await stage.commands.saveFile();
    expect(file.text).toBe("-- %% name=a\nselect 5 as n\n");
    expect(isSaved(stage)).toBe(true);
  });

  it("without a way back to its file is saved where its user says, and there from then on", async () => {
    const stage = await AppStage.with(text);
    const file = stage.platform.fakeDisk.add("new.nb.md", "");
    const handle = {
      name: "new.nb.md",
      createWritable: async () => ({
        write: (content: Blob) => file.write(content, null),
        close: async () => undefined,
      }),
    };
    stage.platform.saveTarget = handle as unknown as FileSystemFileHandle;
    await stage.commands.saveFile();
    expect([file.text, stage.state.disk?.name]).toEqual([text, "new.nb.md"]);
    stage.platform.saveTarget = "cancelled";
    edit(stage, "select 3");
    await stage.commands.saveFile();
    expect(file.text).toContain("select 3");
    await stage.commands.saveFileAs();
    expect(isSaved(stage)).toBe(true);
  });

  it("is shown again where the same file is opened again, with what changed in it meanwhile", async () => {
    const [stage, file] = await opened();
    await kept(stage);
    const { notebookId } = stage.state;
    await stage.commands.newNotebook();
    file.change(changed);
    // Picking a file gives leave to read it, and no more.
    file.allowed = "prompt";
    await stage.commands.openFile(file.picked());
    expect(stage.state.notebookId).toBe(notebookId);
    await stage.until(() => stage.state.disk?.outside != null);
    expect(stage.state.disk?.outside).toMatchObject({ added: 2, removed: 1 });
    expect(file.asked).toBe(0);
  });

  it("is not read without leave, nor is anybody asked for looking", async () => {
    const [stage, file] = await opened();
    file.readable = "prompt";
    file.change(changed);
    stage.platform.comeBack();
    await stage.commands.disk();
    expect([file.asked, stage.state.disk?.outside]).toEqual([0, null]);
  });

  it("leaves its file alone once another notebook is open", async () => {
    const [stage, file] = await opened();
    await stage.commands.newNotebook();
    expect(stage.state.disk).toBeNull();
    await stage.commands.saveFile();
    expect(file.text).toBe(text);
    expect(stage.platform.downloads).toHaveLength(1);
  });
});

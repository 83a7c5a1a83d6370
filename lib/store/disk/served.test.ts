import { describe, expect, it } from "vitest";
import { isOnDisk } from "../selectors.ts";
import { AppStage, fileOf } from "../testing/appStage.ts";
import type { FakeDiskFile } from "../testing/fakeDisk.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";

const text = "# Tea\n\n```sql name=a\nselect 1 as n\n```\n";
const changed = text.replace("select 1 as n", "select 2 as n\nlimit 1");

/** An application that was let into a folder with tea.nb.md, which is open. */
async function opened(content = text): Promise<[AppStage, FakeDiskFile]> {
  const stage = new AppStage();
  const file = stage.platform.fakeDisk.add("tea.nb.md", content);
  await stage.app.begin({ fragment: "#folder=key&open=tea.nb.md", notebookId: null });
  return [stage, file];
}

const edit = (stage: AppStage, source: string) => stage.commands.setSource(stage.id("a"), source);
const isSaved = ({ state }: AppStage) => isOnDisk(state);

describe("a notebook of the folder that eider serve was given", () => {
  it("is its user's own, is not run by being opened, and is saved in place", async () => {
    const [stage, file] = await opened();
    expect([stage.state.origin, stage.state.from, stage.state.disk?.name]).toEqual([
      "own",
      null,
      "tea.nb.md",
    ]);
    expect(stage.platform.engine.requests).toEqual([]);
    expect(isSaved(stage)).toBe(true);
    edit(stage, "select 3");
    await stage.commands.saveFile();
    expect([file.text, isSaved(stage)]).toEqual([stage.commands.text(), true]);
    expect(stage.platform.downloads).toEqual([]);
  });

  it("is the same notebook where it is opened again, and after a reload", async () => {
    const [stage] = await opened();
    const { notebookId } = stage.state;
    stage.platform.leave();
    await stage.until(() => stage.state.save.status === "saved");
    await stage.commands.newNotebook();
    const library = await stage.commands.library();
    expect((await library.served())?.notebooks.map(({ path }) => path)).toEqual(["tea.nb.md"]);
    expect(await library.openServed("tea.nb.md")).toBe(true);
    expect(stage.state.notebookId).toBe(notebookId);
    const next = new AppStage(new FakePlatform(stage.platform));
    await next.app.begin({ fragment: "", notebookId });
    await next.until(() => next.state.disk !== null);
    expect([next.state.disk?.name, isSaved(next)]).toEqual(["tea.nb.md", true]);
  });

  it("is not written where another program wrote it between a look and the write; what differs is shown", async () => {
    const [stage, file] = await opened();
    edit(stage, "select 'mine'");
    file.beforeWrite = () => {
      file.beforeWrite = null;
      file.change(changed);
    };
    await stage.commands.saveFile();
    expect(file.text).toBe(changed);
    expect(stage.state.disk?.outside).toEqual({ change: "text", added: 2, removed: 1 });
    await (await stage.commands.disk()).overwrite();
    expect([file.text?.includes("'mine'"), stage.state.disk?.outside]).toEqual([true, null]);
  });

  it("of a server that stopped is kept here, which a save and a reload say and a look does not", async () => {
    const [stage, file] = await opened();
    file.isReachable = false;
    stage.platform.comeBack();
    const disk = await stage.commands.disk();
    edit(stage, "select 3");
    expect([stage.state.disk?.outside, stage.notices()]).toEqual([null, []]);
    await stage.commands.saveFile();
    expect(stage.notices().join()).toContain("tea.nb.md could not be written: Nobody answers.");
    await disk.reload();
    expect(stage.notices().join()).toContain("tea.nb.md could not be read: Nobody answers.");
    expect(stage.commands.text()).toContain("select 3");
    expect(file.text).toBe(text);
  });

  it("gets the data files that lie beside it, and only those that its sources name", async () => {
    const stage = new AppStage();
    const asked: string[] = [];
    const front =
      "---\neider: 1\nsources:\n  cups:\n    location: file:cups.csv\n  gone:\n    location: file:gone.csv\n---\n\n";
    const file = stage.platform.fakeDisk.add("tea.nb.md", front + text);
    file.beside = async (path) => {
      asked.push(path);
      return path === "cups.csv" ? fileOf("cups.csv") : null;
    };
    await stage.app.begin({ fragment: "#folder=key&open=tea.nb.md", notebookId: null });
    await stage.until(() => stage.sources().cups === "ready");
    expect(asked.sort()).toEqual(["cups.csv", "gone.csv"]);
    expect(stage.sources()).toEqual({ cups: "ready", gone: "missing" });
  });
});

describe("the served folder", () => {
  it("is not entered with another key, which is said; what was open here is shown", async () => {
    const stage = new AppStage();
    stage.platform.fakeDisk.add("tea.nb.md", text);
    await stage.app.begin({ fragment: "#folder=other&open=tea.nb.md", notebookId: null });
    expect(stage.notices()).toEqual(["This address let nobody in."]);
    expect([stage.state.disk, stage.names()]).toEqual([null, ["", "hello"]]);
    expect(await (await stage.commands.library()).served()).toBeNull();
  });

  it("leaves an open notebook as it is where a damaged address is pasted over it", async () => {
    const [stage] = await opened();
    const { notebookId } = stage.state;
    await stage.app.begin({ fragment: "#folder=other", notebookId: null });
    expect(stage.state.notebookId).toBe(notebookId);
  });

  it("gives a new notebook the first free name after its title when it is saved", async () => {
    const [stage, file] = await opened();
    await stage.commands.open("# Tea\n\n```sql name=a\nselect 9\n```\n", "own");
    stage.commands.setTitle("tea");
    await stage.commands.saveFile();
    expect(stage.state.disk?.name).toBe("tea-2.nb.md");
    expect(stage.platform.fakeDisk.files.get("tea-2.nb.md")?.text).toBe(stage.commands.text());
    expect(file.text).toBe(text);
    expect(stage.platform.downloads).toEqual([]);
  });

  it("that stopped answering leaves the browser's dialog to a new notebook", async () => {
    const [stage] = await opened();
    await stage.commands.newNotebook();
    if (stage.platform.fakeDisk.folder) stage.platform.fakeDisk.folder.isReachable = false;
    await stage.commands.saveFile();
    expect(stage.platform.downloads).toHaveLength(1);
  });

  it("is asked for a notebook in ?src= once it was entered", async () => {
    const [stage] = await opened();
    await stage.commands.newNotebook();
    await stage.app.begin({ fragment: "", notebookId: null, source: "/folder/tea.nb.md" });
    expect([stage.state.origin, stage.state.disk?.name]).toEqual(["own", "tea.nb.md"]);
    await stage.app.begin({ fragment: "", notebookId: null, source: "/folder/none.nb.md" });
    expect(stage.notices().join()).toContain("none.nb.md was not opened. It is not in the folder");
  });
});

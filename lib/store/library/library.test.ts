import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { StoredNotebook } from "../platform.ts";
import { AppStage, chainText } from "../testing/appStage.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";
import type { Library } from "./library.ts";
import type { LibraryEntry } from "./libraryEntry.ts";

const dayMs = 86_400_000;

function notebook(id: string, title: string, more: Partial<StoredNotebook> = {}): StoredNotebook {
  const text = `---\neider: 1\ntitle: ${title}\n---\n\n\`\`\`sql name=a\nselect '${title}' as t\n\`\`\`\n`;
  return { id, title, text, origin: "own", updatedAt: 1000, ...more };
}

async function libraryWith(...notebooks: StoredNotebook[]): Promise<[AppStage, Library]> {
  const stage = new AppStage();
  for (const one of notebooks) stage.platform.kept.set(one.id, one);
  return [stage, await stage.commands.library()];
}

async function listed(library: Library): Promise<LibraryEntry[]> {
  const all: LibraryEntry[] = [];
  await library.list((part) => all.push(...part));
  return all;
}

async function entryOf(library: Library, id: string): Promise<LibraryEntry> {
  const found = (await listed(library)).find((entry) => entry.notebook.id === id);
  if (!found) throw new Error(`There is no notebook ${id}.`);
  return found;
}

const titles = (entries: readonly LibraryEntry[]) => entries.map(({ notebook: { title } }) => title);

describe("the library", () => {
  it("lists every notebook, also what was typed this second", async () => {
    const [stage, library] = await libraryWith(notebook("x", "Tea"));
    await stage.commands.open(chainText, "own");
    stage.commands.setTitle("Just typed");
    expect(titles(await listed(library))).toEqual(["Tea", "Just typed"]);
  });

  it("renames one that is not open in its text, and leaves it where it stands by age", async () => {
    const [stage, library] = await libraryWith(notebook("x", "Tea"));
    const renamed = await library.rename(await entryOf(library, "x"), "Coffee");
    expect(renamed).toMatchObject({ notebook: { title: "Coffee" } });
    const kept = stage.platform.kept.get("x");
    expect(kept?.text).toContain("title: Coffee");
    expect(kept?.updatedAt).toBeLessThan(1010);
    expect(await library.rename(await entryOf(library, "x"), "  ")).toBe("A notebook needs a title.");
  });

  it("renames the open one by an edit, and one of another tab by asking that tab", async () => {
    const [stage, library] = await libraryWith();
    await stage.commands.open(chainText, "own");
    const mine = await entryOf(library, stage.state.notebookId);
    await library.rename(mine, "Mine");
    expect([stage.state.document.title, stage.state.canUndo]).toEqual(["Mine", true]);
    const other = new AppStage(new FakePlatform(stage.platform));
    const theirs = await other.commands.library();
    await theirs.rename(mine, "From another tab");
    await stage.until(() => stage.state.document.title === "From another tab");
  });

  it("says so where a text cannot have another title", async () => {
    const broken = notebook("x", "Tea", { text: "---\ntitle: [\n---\n" });
    const [stage, library] = await libraryWith(broken);
    expect(await library.rename(await entryOf(library, "x"), "Coffee")).toContain(
      "does not read as a notebook",
    );
    expect(stage.platform.kept.get("x")).toBe(broken);
  });

  it("duplicates with an id of its own, and with what is kept beside the text", async () => {
    const [stage, library] = await libraryWith(
      notebook("x", "Tea", { origin: "foreign", file: "tea.nb.md" }),
    );
    const { notebook: copy } = await library.duplicate(await entryOf(library, "x"));
    expect(copy).toMatchObject({ title: "Tea (copy)", origin: "foreign" });
    expect(copy.id).not.toBe("x");
    expect(copy).not.toHaveProperty("file");
    expect(stage.platform.kept.get(copy.id)?.text).toContain("title: Tea (copy)");
    expect(stage.platform.fakeLibrary.copied).toEqual([["x", copy.id]]);
  });

  it("puts notebooks into folders", async () => {
    const [, library] = await libraryWith(notebook("x", "Tea"));
    expect(await library.move(["x"], " shop / 2026/")).toBe("shop/2026");
    expect((await entryOf(library, "x")).folder).toBe("shop/2026");
  });

  it("keeps what is deleted for thirty days, brings it back, and forgets it for good when asked", async () => {
    const [stage, library] = await libraryWith(notebook("x", "Tea"), notebook("y", "Coffee"));
    await library.remove(["x", "y"]);
    expect((await listed(library)).every(({ deletedAt }) => deletedAt !== null)).toBe(true);
    expect(await stage.platform.storage.latest()).toBeNull();
    await library.restore(["x"]);
    expect((await entryOf(library, "x")).deletedAt).toBeNull();
    await library.erase(["y"]);
    expect(titles(await listed(library))).toEqual(["Tea"]);
    await library.remove(["x"]);
    const bin = stage.platform.fakeLibrary.bin.get("x");
    if (bin) bin.deletedAt -= 30 * dayMs;
    expect(titles(await listed(library))).toEqual(["Tea"]);
    if (bin) bin.deletedAt -= dayMs;
    expect(await listed(library)).toEqual([]);
    expect(stage.platform.fakeLibrary.erased).toEqual(["y", "x"]);
  });

  it("editing a deleted notebook where it is open brings it back, and a tab that shows it is told", async () => {
    const [stage, library] = await libraryWith();
    await stage.commands.open(chainText, "own");
    const { notebookId } = stage.state;
    const other = new AppStage(new FakePlatform(stage.platform));
    await listed(library);
    await (await other.commands.library()).remove([notebookId]);
    await stage.until(() => stage.notices().join().includes("Recently deleted"));
    expect((await entryOf(library, notebookId)).deletedAt).not.toBeNull();
    stage.commands.setTitle("Still here");
    stage.platform.leave();
    await stage.until(() => stage.state.save.status === "saved");
    expect(await entryOf(library, notebookId)).toMatchObject({
      deletedAt: null,
      notebook: { title: "Still here" },
    });
  });

  it("the address of a deleted notebook says so, and offers to restore it", async () => {
    const [stage, library] = await libraryWith(notebook("x", "Tea"));
    await library.remove(["x"]);
    await stage.app.begin({ fragment: "", notebookId: "x" });
    expect(stage.notices().join()).toContain("“Tea” is in Recently deleted.");
    stage.state.notices.find(({ action }) => action?.label === "Restore it")?.action?.run();
    await stage.until(() => stage.state.notebookId === "x");
    expect(stage.state.document.title).toBe("Tea");
  });

  it("goes out as a zip archive in its folders, and comes in again with new ids, unrun and as a stranger's", async () => {
    const [stage, library] = await libraryWith(
      notebook("x", "Tea & cake"),
      notebook("y", "Tea, cake", { updatedAt: Date.UTC(2026, 1, 3, 4) }),
    );
    await library.move(["y"], "shop/old");
    await library.move(["x"], "shop/old");
    stage.platform.keptAssets.set("y", '{"eiderAssets":1,"metadata":{},"cells":{}}');
    expect(await library.exportZip(await listed(library))).toBe(true);
    const [{ file, name } = { file: new Blob(), name: "" }] = stage.platform.downloads;
    expect(name).toBe("eider-notebooks.zip");
    const members = Object.keys(unzipSync(new Uint8Array(await file.arrayBuffer())));
    expect(members).toEqual([
      "shop/old/Tea-cake.nb.md",
      "shop/old/Tea-cake-2.nb.md",
      "shop/old/Tea-cake-2.nb.assets.json",
    ]);
    const { imported, problems } = await library.importFiles([new File([file], name)]);
    expect(problems).toEqual([]);
    expect(imported.map(({ folder }) => folder)).toEqual(["shop/old", "shop/old"]);
    expect(imported.map((entry) => entry.notebook.text)).toEqual([
      notebook("x", "Tea & cake").text,
      notebook("y", "Tea, cake").text,
    ]);
    expect(imported.every((entry) => entry.notebook.origin === "foreign")).toBe(true);
    expect(new Set([...stage.platform.kept.keys()]).size).toBe(4);
    const id = imported[1]?.notebook.id ?? "";
    expect(stage.platform.keptAssets.get(id)).toBe(stage.platform.keptAssets.get("y"));
    expect(stage.platform.engine.requests).toEqual([]);
  });

  it("imports what can be read, and says of the rest which and why", async () => {
    const [, library] = await libraryWith();
    const archive = zipSync({
      "good.nb.md": strToU8("# Good\n"),
      "deep/odd.nb.md": new Uint8Array([0xff, 0xfe, 0x00]),
      "deep/bad.ipynb": strToU8("{ not json"),
      "README.md": strToU8("# No notebook\n"),
      "data.csv": strToU8("a\n1\n"),
      "torn.nb.md": [strToU8("# Torn\n".repeat(50)), { level: 9 }],
    });
    // The first byte of the last member's check sum in the directory.
    const at = new TextDecoder("latin1").decode(archive).lastIndexOf("torn.nb.md") - 30;
    archive.set([(archive[at] ?? 0) ^ 0xff], at);
    const files = [
      new File([archive], "all.zip"),
      new File(["nothing"], "no.zip"),
      new File(["# One\n"], "one.nb.md"),
    ];
    const { imported, problems } = await library.importFiles(files);
    expect(titles(imported)).toEqual(["good", "one"]);
    expect(problems.map((problem) => problem.slice(0, 40))).toEqual([
      expect.stringMatching(/^deep: odd\.nb\.md is not UTF-8 text/),
      expect.stringMatching(/^deep: bad\.ipynb was not opened/),
      expect.stringMatching(/^torn\.nb\.md: /),
      expect.stringMatching(/^no\.zip: /),
    ]);
  });

  it("an archive without notebooks is said to hold none", async () => {
    const [, library] = await libraryWith();
    const archive = zipSync({ "data.csv": strToU8("a\n1\n") });
    const { imported, problems } = await library.importFiles([new File([archive], "data.zip")]);
    expect(imported).toEqual([]);
    expect(problems).toEqual(["data.zip holds no notebook: none of its files ends in .nb.md or .ipynb."]);
  });
});

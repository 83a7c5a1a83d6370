import { expect, it } from "vitest";
import { droppedFolders } from "./folderFiles.ts";

/** A dropped entry as browsers make it, with no more than is used; children come by two, as browsers tell them by a hundred. */
class Entry implements FileSystemEntry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly name: string;

  constructor(
    readonly fullPath: string,
    private readonly children: readonly Entry[] | null,
    private readonly trouble = "",
  ) {
    this.isFile = children === null;
    this.isDirectory = children !== null;
    this.name = fullPath.slice(fullPath.lastIndexOf("/") + 1);
  }

  get filesystem(): FileSystem {
    throw new Error("Nobody asks for it.");
  }

  getParent(): void {
    throw new Error("Nobody asks for it.");
  }

  file(found: (file: File) => void, failed: (error: DOMException) => void): void {
    if (this.trouble === "") found(new File(["x"], this.name));
    else failed(new DOMException(this.trouble, "NotReadableError"));
  }

  createReader() {
    const rest = [...(this.children ?? [])];
    return {
      readEntries: (found: (entries: Entry[]) => void, failed: (error: DOMException) => void) => {
        if (this.trouble === "") found(rest.splice(0, 2));
        else failed(new DOMException(this.trouble, "NotReadableError"));
      },
    };
  }
}

it("walks a dropped folder to its depth, and tells what could not be read without losing the rest", async () => {
  const many = Array.from({ length: 5 }, (_, n) => new Entry(`/d/in/${n}.csv`, null));
  const folder = new Entry("/d", [
    new Entry("/d/in", many),
    new Entry("/d/locked", [], "permission denied"),
    new Entry("/d/bad.csv", null, "gone"),
    new Entry("/d/a.csv", null),
  ]);
  const { files, leftOut } = await droppedFolders([folder]);
  expect(files.map(({ path }) => path).sort()).toEqual([
    "d/a.csv",
    ...many.map(({ fullPath }) => fullPath.slice(1)),
  ]);
  expect(leftOut.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: "d/bad.csv", why: "gone" },
    { path: "d/locked", why: "permission denied" },
  ]);
});

it("an empty folder gives nothing", async () => {
  expect(await droppedFolders([new Entry("/d", [])])).toEqual({ files: [], leftOut: [] });
});

import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Locator } from "@playwright/test";
import type { NotebookPage } from "./NotebookPage.ts";

/** The ways in beside single files, as their user finds them. */
export function waysInOf({ page, data }: NotebookPage) {
  const dialog = page.getByRole("dialog", { name: "Add data from a URL", exact: true });
  return {
    dialog,
    messages: page.getByRole("region", { name: "Messages", exact: true }),
    line: (relation: string): Locator => data.getByRole("treeitem").filter({ hasText: relation }).first(),
    async choose(
      entry: "Files…" | "Folder…" | "URL…" | "What this notebook may reach…" | "S3…" | "Paste",
    ): Promise<void> {
      await page.getByRole("button", { name: "More ways to add data", exact: true }).click();
      await page.getByRole("menuitem", { name: entry }).click();
    },
    async pickFolder(folder: string): Promise<void> {
      const chooser = page.waitForEvent("filechooser");
      await this.choose("Folder…");
      await (await chooser).setFiles(folder);
    },
    /** Types an address and a name, and asks for the file. */
    async fetch(address: string, name = ""): Promise<void> {
      await dialog.getByRole("textbox", { name: "Address" }).fill(address);
      await dialog.getByRole("textbox", { name: "Name" }).fill(name);
      await dialog.getByRole("button", { name: "Fetch", exact: true }).click();
    },
    /** Puts a text and HTML on the clipboard of the machine, as another program does. */
    async copyElsewhere(text: string, html = ""): Promise<void> {
      await page.evaluate(
        async (given) => {
          const blob = (type: string, content: string) => new Blob([content], { type });
          const kinds = { "text/plain": blob("text/plain", given.text) };
          const all = given.html === "" ? kinds : { ...kinds, "text/html": blob("text/html", given.html) };
          await navigator.clipboard.write([new ClipboardItem(all)]);
        },
        { text, html },
      );
    },
  };
}

/** A folder of this machine with such files, path → content; answers where its top folder is. */
export async function folderWith(name: string, files: Record<string, string>): Promise<string> {
  const top = join(await mkdtemp(join(tmpdir(), "eider-folder-")), name);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), content);
  }
  return top;
}

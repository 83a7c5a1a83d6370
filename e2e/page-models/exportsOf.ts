import type { Download, Page } from "@playwright/test";
import type { NotebookPage } from "./NotebookPage.ts";

/** Before the page opens: makes it a browser without a dialog for saving, as Firefox and Safari are. */
export async function withoutSaveDialog(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
}

/** Before the page opens: a dialog for saving whose user at once picks a file of the suggested name, kept with the page. */
export async function withSaveDialog(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle(suggestedName, { create: true });
      },
    });
  });
}

/** The text of a file that the user of `withSaveDialog` picked. */
export function pickedFile(page: Page, name: string): Promise<string> {
  return page.evaluate(async (fileName) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(fileName);
    return (await handle.getFile()).text();
  }, name);
}

/** Before the page opens: a dialog for folders whose user picks one of the origin's own, of this name. */
export async function withFolderDialog(page: Page, name: string): Promise<void> {
  await page.addInitScript((folderName) => {
    Object.assign(globalThis, {
      showDirectoryPicker: async () => {
        const root = await navigator.storage.getDirectory();
        return root.getDirectoryHandle(folderName, { create: true });
      },
    });
  }, name);
}

/** All files below that folder, by path, as base64. */
export function folderFiles(page: Page, name: string): Promise<Record<string, string>> {
  return page.evaluate(async (folderName) => {
    const found: Record<string, string> = {};
    async function walk(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
      for await (const [child, handle] of folder.entries()) {
        if (handle instanceof FileSystemDirectoryHandle) await walk(handle, `${path}${child}/`);
        else {
          const bytes = new Uint8Array(
            await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer(),
          );
          found[path + child] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
        }
      }
    }
    const root = await navigator.storage.getDirectory();
    await walk(await root.getDirectoryHandle(folderName), "");
    return found;
  }, name);
}

/** Picks an entry of a cell's menu. */
export async function chooseInMenu(notebook: NotebookPage, cell: string, entry: string): Promise<void> {
  await notebook.cell(cell).hover();
  await notebook
    .cell(cell)
    .getByRole("button", { name: `More actions for ${cell}`, exact: true })
    .click();
  await notebook.page.getByRole("menuitem", { name: new RegExp(`^${entry}`) }).click();
}

/** Exports by the cell's menu; the download that comes of it. */
export async function downloadByMenu(
  notebook: NotebookPage,
  cell: string,
  format: string,
): Promise<Download> {
  const download = notebook.page.waitForEvent("download");
  await chooseInMenu(notebook, cell, `Export as ${format}`);
  return download;
}

/** Exports by the page's object; the file's bytes. */
export async function exportedBytes(
  notebook: NotebookPage,
  relation: string,
  options: { format: string } & Record<string, unknown>,
): Promise<Buffer> {
  const eider = await notebook.eider();
  const bytes = await eider.evaluate(
    async (object, given) => {
      const blob = await object.export(given.relation, given.options);
      return Array.from(new Uint8Array(await blob.arrayBuffer()));
    },
    { relation, options },
  );
  return Buffer.from(bytes);
}

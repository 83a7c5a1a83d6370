import type { DroppedItems } from "../../../lib/browser/droppedItems.ts";
import { droppedFolders } from "../../../lib/browser/folderFiles.ts";
import { rememberPath } from "../../../lib/relink/filePath.ts";
import type { AppCommands } from "../../../lib/store/commands.ts";
import type { AppState } from "../../../lib/store/state.ts";

const notebookName = /\.(nb\.md|ipynb)$/i;

/** Does what was meant by a drop: a notebook is opened, files and folders become data, or answer what is asked for. */
export async function takeDrop(
  { files, folders }: DroppedItems,
  { relink }: AppState,
  commands: AppCommands,
): Promise<void> {
  const walked = folders.length > 0 ? await droppedFolders(folders) : { files: [], leftOut: [] };
  if (relink.finding) {
    for (const { path, file } of walked.files) rememberPath(file, path);
    await commands.offerFiles([...files, ...walked.files.map(({ file }) => file)]);
    return;
  }
  const notebook = files.find((file) => notebookName.test(file.name));
  const data = files.filter((file) => file !== notebook);
  if (notebook) await commands.openFile(notebook);
  if (data.length === 1) await commands.addFiles(data);
  if (data.length > 1) await (await commands.waysIn()).addTogether(data);
  if (folders.length > 0) await (await commands.waysIn()).addFolder(walked.files, walked.leftOut);
}

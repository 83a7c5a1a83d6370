import type { DroppedItems } from "../../../lib/browser/droppedItems.ts";
import { droppedFolders } from "../../../lib/browser/folderFiles.ts";
import { notebookAmong } from "../../../lib/formats/notebookAmong.ts";
import { rememberPath } from "../../../lib/relink/filePath.ts";
import type { AppCommands } from "../../../lib/store/commands.ts";
import type { AppState } from "../../../lib/store/state.ts";

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
  const dropped = await notebookAmong(files);
  const data = files.filter((file) => file !== dropped?.notebook && file !== dropped?.beside);
  if (dropped) await commands.openFile(dropped.notebook, dropped.beside);
  if (data.length === 1) await commands.addFiles(data);
  if (data.length > 1) await (await commands.waysIn()).addTogether(data);
  if (folders.length > 0) await (await commands.waysIn()).addFolder(walked.files, walked.leftOut);
}

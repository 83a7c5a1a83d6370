import { pickFolder } from "../../../lib/browser/folderFiles.ts";
import { readClipboard } from "../../../lib/browser/readClipboard.ts";
import { rememberPath } from "../../../lib/relink/filePath.ts";
import type { AppCommands } from "../../../lib/store/commands.ts";

/** Asks for a folder and adds its data files. */
export async function addFolder(commands: AppCommands): Promise<void> {
  const found = await pickFolder();
  if (found) await (await commands.waysIn()).addFolder(found.files, found.leftOut);
}

/** Adds the table on the clipboard; where the browser does not let it be read, names the key that does the same. */
export async function addClipboard(commands: AppCommands): Promise<void> {
  const ways = commands.waysIn();
  const pasted = await readClipboard();
  if (pasted) await (await ways).addPasted(pasted);
  else (await ways).explainClipboard();
}

/** Asks for a folder and offers its files to the sources that miss theirs. */
export async function offerFolder(commands: AppCommands): Promise<void> {
  const found = await pickFolder();
  if (!found) return;
  for (const { path, file } of found.files) rememberPath(file, path);
  await commands.offerFiles(found.files.map(({ file }) => file));
}

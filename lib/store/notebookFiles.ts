/** What opens and writes notebook files, in one piece: it is fetched when the first is opened or saved. */
export { NotebookDisk } from "./disk/NotebookDisk.ts";
export { keepAssets, openNotebookFile } from "./openNotebookFile.ts";
export { saveNotebookAs } from "./saveNotebookAs.ts";

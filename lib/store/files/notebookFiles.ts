/** What opens and writes notebook files, in one piece: it is fetched when the first is opened or saved. */
export { attachBeside } from "../disk/attachBeside.ts";
export { NotebookDisk } from "../disk/NotebookDisk.ts";
export { openServedFile } from "../disk/openServedFile.ts";
export { keepAssets, openNotebookFile } from "./openNotebookFile.ts";
export { saveNotebookAs } from "./saveNotebookAs.ts";

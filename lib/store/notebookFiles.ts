/** What opens and writes notebook files of other formats, in one piece: it is fetched when the first is wanted. */
export { openNotebookFile } from "./openNotebookFile.ts";
export { offerAssets, saveNotebookAs } from "./saveNotebookAs.ts";

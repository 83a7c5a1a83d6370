/** What the page uses of TypeScript, as one piece to be fetched when needed. */
export { cellOutline } from "./cellOutline.ts";
export { compileCell } from "./compileCell.ts";
export { readModule } from "./readModule.ts";
export { readRowFunction } from "./readRowFunction.ts";
export { renameFree } from "./renameFree.ts";
export { tsCellFacts } from "./tsCellFacts.ts";

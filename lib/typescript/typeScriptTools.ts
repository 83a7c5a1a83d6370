/** What the page uses of TypeScript, as one piece to be fetched when needed. */
export { compileCell } from "./compileCell.ts";
export { renameFree } from "./renameFree.ts";
export { tsCellFacts } from "./tsCellFacts.ts";

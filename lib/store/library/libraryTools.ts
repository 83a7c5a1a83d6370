/** What the library does, in one piece: it is fetched when the first of it is wanted. */
export { createLibrary } from "./createLibrary.ts";
export { missingNotebook } from "./missingNotebook.ts";

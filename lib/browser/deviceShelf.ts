/** What the device keeps beside the texts of notebooks, in one piece: it is fetched when the first of it is wanted. */
export { createDiskFiles } from "./diskFiles.ts";
export { createLibraryStorage } from "./libraryStorage.ts";
export { createServedFolder } from "./servedFolder.ts";

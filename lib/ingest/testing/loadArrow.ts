import { readArrow } from "../arrowfile/readArrow.ts";
import { fileLoader, type LoadedFile } from "./loadFile.ts";
import type { WasmDuckDb } from "./wasmDuckDb.ts";

/** A loader of Arrow files into an engine. */
export function arrowLoader(wasm: WasmDuckDb): (file: Blob) => Promise<LoadedFile> {
  return fileLoader(wasm, (file, sink) =>
    readArrow(file, sink, () => undefined, new AbortController().signal),
  );
}

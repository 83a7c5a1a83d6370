/** What `bin/run` is given of the project: one file, bundled for Node. */
export { exitCodes } from "../../lib/batch/batchEvents.ts";
export { parquetWasmPath } from "../engine/parquetWasmPath.ts";
export { NodeSandbox } from "./nodeSandbox.ts";
export { runNotebook } from "./runNotebook.ts";

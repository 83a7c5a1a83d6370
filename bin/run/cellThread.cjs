/** A thread for one run of a TypeScript cell: the bundle of workers/native/cellThread.ts, by its path. */
const { workerData } = require("node:worker_threads");
const { keepCaches, runScript } = require("./cachedScript.cjs");

runScript(workerData).onDone(keepCaches);

// DuckDB's own worker, with a lock that tells the engine worker whether it still lives (see lib/browser/workerLife.ts).
const parameters = new URL(self.location.href).searchParams;
navigator.locks.request(parameters.get("lock"), () => new Promise(() => undefined));
self.importScripts(`duckdb/${parameters.get("version")}/duckdb-browser-eh.worker.js`);

// DuckDB's own worker, with a lock that tells the engine worker whether it still lives (see lib/browser/workerLife.ts).
const parameters = new URL(self.location.href).searchParams;
navigator.locks
  .request(parameters.get("lock"), () => {
    self.postMessage("alive");
    return new Promise(() => undefined);
  })
  .catch(() => self.postMessage("begun"));
const folder = `duckdb/${parameters.get("version")}/`;

// The module is compiled while DuckDB's script is read, and straight from its response: the script would put a stream
// of its own between, and then the browser cannot keep the compiled code for the next start.
const moduleUrl = new URL(`${folder}duckdb-eh.wasm`, self.location.href).href;
const fetchFile = self.fetch;
// An engine after the page's first is given it.
const given = () =>
  new Promise((resolve) => {
    self.addEventListener("message", function onModule(event) {
      self.removeEventListener("message", onModule);
      event.stopImmediatePropagation();
      resolve(event.data.compiled);
    });
  });
const compiledHere = async () => {
  const module = await WebAssembly.compileStreaming(fetchFile(moduleUrl));
  try {
    self.postMessage({ compiled: module });
  } catch {
    // A browser that hands no modules on compiles again for the next engine.
  }
  return module;
};
const compiled = parameters.has("compiled") ? given() : compiledHere();
compiled.catch((error) =>
  setTimeout(() => {
    throw error;
  }),
);
self.fetch = (request, options) =>
  (request instanceof Request ? request.url : String(request)) === moduleUrl
    ? Promise.resolve(new Response(new Uint8Array()))
    : fetchFile(request, options);
WebAssembly.instantiateStreaming = async (_, imports) => {
  const module = await compiled;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};

// DuckDB prints each error, and with it the values that it tells of; all errors also come back as answers.
for (const print of ["debug", "info", "log", "trace", "warn"]) console[print] = () => undefined;

self.importScripts(`${folder}duckdb-browser-eh.worker.js`);

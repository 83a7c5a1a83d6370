/** A bundle run with what V8 made of it before: reading and compiling its text is most of a start. */
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { Script } = require("node:vm");

/** By path: its script, where V8 had nothing of it yet. */
const uncached = new Map();

// Bundles are ASCII, which is read and kept in half of the time and place of other text.
const cacheOf = (path) => `${path}.v8-${process.versions.v8}-${process.arch}`;

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** What the bundle at this path, written as CommonJS, exports. */
exports.runScript = (path) => {
  const cachedData = readIfThere(cacheOf(path));
  const text = `(function (module, exports, require) {${readFileSync(path, "latin1")}\n})`;
  const script = new Script(text, { filename: path, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected) uncached.set(path, script);
  const module = { exports: {} };
  script.runInThisContext()(module, module.exports, createRequire(path));
  return module.exports;
};

/** Keeps what V8 made of the bundles, once they have been used: it then holds the functions that a run needs. */
exports.keepCaches = () => {
  for (const [path, script] of uncached) {
    try {
      const part = `${cacheOf(path)}.${process.pid}`;
      writeFileSync(part, script.createCachedData());
      renameSync(part, cacheOf(path));
    } catch {
      // Where nothing can be written, the next start takes as long as this one.
    }
  }
  uncached.clear();
};

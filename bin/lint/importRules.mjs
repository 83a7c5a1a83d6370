import { posix } from "node:path";
import { stripSource } from "./stripSource.mjs";

const rooms = ["app", "components", "lib", "workers", "bin", "bench", "e2e", "suites"];

/** Which rooms a room may import from. Everything else is an arrow the wrong way. */
const arrows = {
  app: ["app", "components", "lib"],
  components: ["components", "lib"],
  lib: ["lib"],
  workers: ["workers", "lib"],
  bin: ["bin", "lib"],
  bench: ["bench", "bin", "lib"],
  e2e: ["e2e", "suites", "bin", "lib"],
  suites: ["suites", "bench", "bin", "lib"],
};

/** Parts of lib that can be read, tested and replaced alone. */
const lonely = [
  "clean",
  "match",
  "events",
  "compare",
  "profile",
  "chart",
  "contract",
  "cluster",
  "propose",
  "likeness",
  "trace",
];
const lonelyMayUse = ["sql", "engine", "table", "likeness", "yaml"];
/** Plain functions of texts, which know nothing of what they lie beside. */
const lonelyMayUseFiles = ["lib/dataflow/closestName.ts", "lib/dataflow/listed.ts"];

const comlinkFiles = ["lib/browser/connectEngine.ts", "workers/engine/serveEngine.ts"];
const reactPackages = /^(react|react-dom|react-vega|next|@base-ui\/react|lucide-react)(\/|$)/;
const importPattern =
  /(?:^|[^.\w$])(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"'\n]+)["']|\bimport\s*\(\s*["']([^"'\n]+)["']/g;
const domGlobals = /(?<![.\w$])(?:window|localStorage|sessionStorage|navigator)\s*[.[]/g;

const isTest = (file) => /\.test\.(ts|tsx|mjs)$/.test(file) || /(^|\/)testing\//.test(file);
const roomOf = (file) => rooms.find((room) => file.startsWith(`${room}/`)) ?? null;
const partOf = (file) => /^lib\/([^/]+)\//.exec(file)?.[1] ?? null;

/** The modules that a source imports, with their lines. */
export function importsOf(source) {
  const code = stripSource(source, { strings: false });
  return [...code.matchAll(importPattern)].map((match) => ({
    target: match[1] ?? match[2] ?? "",
    line: code.slice(0, match.index + match[0].length).split("\n").length,
  }));
}

/** The file that an import names, from the project's root, or null for a package. */
function fileOf(from, target) {
  if (target.startsWith("@/")) return target.slice(2);
  return target.startsWith(".") ? posix.join(posix.dirname(from), target) : null;
}

function packageProblem(file, target) {
  const room = roomOf(file);
  const mayKnowDuckDB = ["workers", "bin", "bench", "e2e", "suites"].includes(room ?? "") || isTest(file);
  if (/^@duckdb\//.test(target) && !mayKnowDuckDB) {
    return "only workers/, bin/, bench/, suites/ and tests know DuckDB; ask through lib/engine/protocol.ts";
  }
  if (target === "comlink" && !comlinkFiles.includes(file) && !isTest(file)) {
    return `comlink stays in ${comlinkFiles.join(" and ")}`;
  }
  if (room === "lib" && reactPackages.test(target) && !isTest(file)) {
    return "lib/ knows no React; what draws belongs in components/";
  }
  return null;
}

function fileProblem(file, target) {
  const room = roomOf(file);
  const targetRoom = roomOf(target);
  if (!room || !targetRoom) return null;
  if (!arrows[room].includes(targetRoom) && !isTest(file)) {
    return `${room}/ may import ${arrows[room].join("/, ")}/ and not ${targetRoom}/; the code is in the wrong folder`;
  }
  const part = partOf(file);
  const targetPart = partOf(target);
  const isLonely = part !== null && lonely.includes(part) && room === "lib" && !isTest(file);
  const isForAll = lonelyMayUse.includes(targetPart ?? "") || lonelyMayUseFiles.includes(target);
  if (isLonely && targetRoom === "lib" && targetPart !== part && !isForAll) {
    return `lib/${part} depends on lib/${lonelyMayUse.join(", lib/")} and nothing else`;
  }
  return null;
}

/**
 * What is wrong with the imports of one file, and with its use of the browser's globals.
 * @param {string} file from the project's root, with "/"
 * @param {string} source
 * @returns {{ file: string, line: number, message: string }[]}
 */
export function importProblems(file, source) {
  const problems = [];
  for (const { target, line } of importsOf(source)) {
    const path = fileOf(file, target);
    const reason = path === null ? packageProblem(file, target) : fileProblem(file, path);
    if (reason) problems.push({ file, line, message: `imports "${target}": ${reason}.` });
  }
  if (roomOf(file) === "lib" && !file.startsWith("lib/browser/") && !isTest(file)) {
    const code = stripSource(source, { strings: true });
    for (const match of code.matchAll(domGlobals)) {
      const line = code.slice(0, match.index).split("\n").length;
      const name = match[0].slice(0, -1).trim();
      problems.push({ file, line, message: `uses ${name}: only lib/browser/ knows the browser.` });
    }
  }
  return problems;
}

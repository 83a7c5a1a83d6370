#!/usr/bin/env node
/** Builds the app into out/: static files, and the headers that each of them must be served with. */
import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withBuildLock } from "./build/buildLock.mjs";
import { carriedExtensions, copyExtensions } from "./build/carriedExtensions.mjs";
import { isolationProblems } from "./build/checkIsolation.mjs";
import { compressFiles } from "./build/compressFiles.mjs";
import { copyAssets } from "./build/copyAssets.mjs";
import { describeFiles } from "./build/describeFiles.mjs";
import { withFirstScripts } from "./build/firstScripts.mjs";
import { caddyFile, headersFile, nginxFile } from "./build/hostFiles.mjs";
import { listFiles } from "./build/listFiles.mjs";
import { sourceHash } from "./build/sourceHash.mjs";
import { isMain } from "./setup/isMain.mjs";

const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/** The frames, their builders, and the address that each is served at. */
const frames = [
  { address: "/sandbox/", module: "./buildFrames/sandbox.mjs", build: "buildSandbox" },
  { address: "/output/", module: "./buildFrames/output.mjs", build: "buildOutput" },
  { address: "/embed/", module: "./buildFrames/embed.mjs", build: "buildEmbed" },
];

function runNext(root) {
  const next = join(root, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      // Without it Next asks the registry about lockfile entries of other platforms.
      NEXT_IGNORE_INCORRECT_LOCKFILE: "1",
      NODE_ENV: "production",
    },
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (code === 0) resolve();
      else
        reject(new Error(`next build ended with ${signal ?? `code ${code}`}; its own message stands above.`));
    });
  });
}

/** Next adds its own taste to tsconfig.json while it builds; a build must not edit what is kept in the repository. */
async function keepingTsconfig(root, work) {
  const path = join(root, "tsconfig.json");
  const before = await readFile(path);
  try {
    await work();
  } finally {
    if (!before.equals(await readFile(path))) await writeFile(path, before);
  }
}

async function buildFrames(outFolder) {
  const hashes = {};
  for (const { address, module, build } of frames) {
    const builder = await import(new URL(module, import.meta.url).href);
    hashes[address] = (await builder[build](outFolder)).hashes;
  }
  return hashes;
}

async function buildAll(root, say) {
  const outFolder = join(root, "out");
  const stateFolder = join(root, ".eider");
  // First: what is wrong here should not be found after a minute.
  const extensions = await carriedExtensions(root, say);
  await copyAssets(root);
  await keepingTsconfig(root, () => runNext(root));
  const frameHashes = await buildFrames(outFolder);
  const { buildReportFile } = await import("./buildFrames/reportFile.mjs");
  await buildReportFile(outFolder);
  const { buildServiceWorker } = await import("./build/buildServiceWorker.mjs");
  await buildServiceWorker(root, outFolder);
  const { buildFormats } = await import("./build/buildFormats.mjs");
  await buildFormats(root, outFolder);
  const { buildEngine } = await import("./build/buildEngine.mjs");
  const engine = await buildEngine(root, outFolder, extensions);
  await copyExtensions(root, extensions, outFolder);
  const { buildRunner } = await import("./run/loadRunner.mjs");
  await buildRunner(root);

  for (const file of await listFiles(outFolder)) {
    if (!file.endsWith(".html") || frames.some(({ address }) => `/${file}`.startsWith(address))) continue;
    const path = join(outFolder, file);
    const first = file === "index.html" ? engine.script : "";
    await writeFile(path, withFirstScripts(await readFile(path, "utf8"), first));
  }
  const problems = await isolationProblems(root, await describeFiles(outFolder), frameHashes);
  if (problems.length > 0) throw new Error(`The build would open a wall:\n  ${problems.join("\n  ")}`);

  await compressFiles(outFolder, join(stateFolder, "compressed"));
  const files = await describeFiles(outFolder);
  await writeFile(join(outFolder, "_headers"), headersFile(files));
  await writeFile(join(outFolder, "nginx.conf.sample"), nginxFile(files));
  await writeFile(join(outFolder, "Caddyfile.sample"), caddyFile(files));
  await writeFile(join(outFolder, "headers.json"), `${JSON.stringify(files, null, 1)}\n`);
}

/**
 * Builds when a source differs from those of the last build.
 * @param {{ root?: string, force?: boolean, say?: (message: string) => void }} [options]
 * @returns {Promise<{ outFolder: string, built: boolean }>}
 */
export async function buildIfNeeded({ root = projectRoot, force = false, say = console.log } = {}) {
  const stampPath = join(root, ".eider/build.json");
  const outFolder = join(root, "out");
  const isFresh = async (sources) => {
    try {
      const stamp = JSON.parse(await readFile(stampPath, "utf8"));
      await readFile(join(outFolder, "headers.json"));
      return stamp.sources === sources;
    } catch (error) {
      if (error.code === "ENOENT" || error instanceof SyntaxError) return false;
      throw error;
    }
  };
  return withBuildLock(
    join(root, ".eider/build.lock"),
    async () => {
      const sources = await sourceHash(root);
      if (!force && (await isFresh(sources))) return { outFolder, built: false };
      const startedAt = Date.now();
      say("Building Eider…");
      await rm(stampPath, { force: true });
      await mkdir(join(root, ".eider"), { recursive: true });
      await buildAll(root, say);
      // Sources edited while the build ran are not in it: the stamp is of what was read at the start.
      await writeFile(stampPath, `${JSON.stringify({ sources, at: new Date().toISOString() })}\n`);
      say(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
      return { outFolder, built: true };
    },
    say,
  );
}

if (isMain(import.meta.url)) {
  try {
    const { built } = await buildIfNeeded({ force: process.argv.includes("--force") });
    if (!built) console.log("Nothing changed since the last build. Build anyway: npm run build -- --force");
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

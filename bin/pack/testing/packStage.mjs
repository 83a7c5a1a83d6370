import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildPackage } from "../buildPackage.mjs";

export const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");

/** The package holds the built app: without it there is nothing to pack. */
export const isBuilt = existsSync(join(root, "out/headers.json"));

/** Runs a program to its end, whatever that is. */
export const exec = (program, words, cwd, env = process.env) =>
  promisify(execFile)(program, words, { cwd, env, maxBuffer: 64e6 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );

let packing = null;

/** What `npm pack` makes, once; gone with the process. */
export function packed() {
  packing ??= pack();
  return packing;
}

async function pack() {
  const folder = await mkdtemp(join(tmpdir(), "eider-pack-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await buildPackage(root);
  const words = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await exec("npm", words, root);
  const [list] = Object.values(JSON.parse(stdout));
  return { folder, list, tarball: join(folder, list.filename) };
}

let installing = null;

/** An empty folder with the package installed in it; `problem` where neither npm's cache nor a registry was reached. */
export function installed() {
  installing ??= install();
  return installing;
}

async function install() {
  const { folder, tarball } = await packed();
  const place = join(folder, "installed");
  await exec("mkdir", [place], folder);
  await writeFile(join(place, "package.json"), "{}\n");
  const words = ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", tarball];
  const { code, stderr } = await exec("npm", words, place);
  const isOffline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENOTCACHED|ETIMEDOUT/.test(stderr);
  if (code !== 0 && !isOffline) throw new Error(`npm install ended with ${code}: ${stderr}`);
  const problem = isOffline ? "Not installed: neither npm's cache nor a registry could be reached." : null;
  return { place, problem };
}

import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  extensionPath,
  extensionProblem,
  leftOut,
  measure,
  readManifest,
} from "../build/extensionManifest.mjs";

/** How long a download may take, whole. */
const timeLimitMs = 120_000;

/**
 * Brings one of DuckDB's signed extensions to its place under extensions/, unless the right file lies there already.
 * Throws, with what to try, where there is no network or where what comes is not what the manifest says; then
 * nothing has changed.
 * @param {string} root the project's root
 * @param {string} name
 * @param {{ fetch?: typeof fetch, say?: (message: string) => void }} [options]
 */
export async function fetchExtension(root, name, { fetch = globalThis.fetch, say = console.log } = {}) {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`"${name}" is no name of an extension.`);
  if (Object.hasOwn(leftOut, name))
    throw new Error(`The app does not load ${name}: ${leftOut[name]}. See extensions/README.md.`);
  const manifest = await readManifest(root);
  const known = Object.hasOwn(manifest.extensions, name) ? manifest.extensions[name] : undefined;
  const path = extensionPath(manifest, name);
  const target = join(root, "extensions", path);
  if (known) {
    const present = await readFile(target).catch(ignoreMissing);
    const problem = present && extensionProblem(present, known);
    if (present && !problem) return say(`${name}: already there, and what the manifest says.`);
    if (problem) say(`${name}: the file that lies there ${problem}; fetching it again.`);
  }
  const url = `${manifest.repository}/${path}`;
  const bytes = await download(url, `extensions/${path}`, fetch);
  const problem = extensionProblem(bytes, known);
  if (problem) throw new Error(`${name}: what ${url} gave ${problem}. It was not kept.`);
  await mkdir(dirname(target), { recursive: true });
  try {
    await writeFile(`${target}.part`, bytes);
    await rename(`${target}.part`, target);
  } finally {
    await rm(`${target}.part`, { force: true });
  }
  const found = measure(bytes);
  say(`${name}: ${found.bytes} bytes, SHA-256 ${found.sha256}, in extensions/${path}.`);
  if (known) return;
  manifest.extensions = { ...manifest.extensions, [name]: found };
  await writeFile(join(root, "extensions/manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  say(
    `${name}: nothing was known of it before, so this size and hash were taken on trust and written to extensions/manifest.json. Compare them with a second source before you commit them.`,
  );
}

async function download(url, place, fetch) {
  let answer;
  try {
    answer = await fetch(url, { signal: AbortSignal.timeout(timeLimitMs) });
    if (answer.ok) return Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    const reason = error.cause?.code ?? error.cause?.message ?? error.message;
    throw new Error(
      `${new URL(url).host} cannot be reached from here (${reason}). Fetch ${url} where there is a network, put it at ${place}, and build: the build checks it.`,
    );
  }
  throw new Error(
    `${url} answered ${answer.status}: there is no such extension for this DuckDB, or not now.`,
  );
}

function ignoreMissing(error) {
  if (error.code === "ENOENT") return null;
  throw error;
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./runCommand.mjs";

async function packagesIn(path) {
  try {
    return JSON.parse(await readFile(path, "utf8")).packages ?? {};
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * What is not installed as the lockfile says, or null when all is.
 * npm keeps a list of what it installed; packages for other platforms are in the lockfile alone.
 * @param {Record<string, { version?: string, optional?: boolean, os?: string[], cpu?: string[] }>} wanted
 * @param {Record<string, { version?: string }> | null} installed
 * @returns {string | null}
 */
export function installProblem(wanted, installed) {
  if (!installed) return "nothing is installed";
  for (const [path, { version, optional, os, cpu }] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    const mayMiss = optional === true || os !== undefined || cpu !== undefined;
    if (!found && !mayMiss) return `${path} is missing`;
    if (found && found.version !== version) return `${path} is ${found.version}, not ${version}`;
  }
  return null;
}

/**
 * Installs what the lockfile lists, if it is not there already. No package's own script ever runs.
 * @param {string} root the project's root
 */
export async function installPackages(root) {
  const wanted = await packagesIn(join(root, "package-lock.json"));
  if (!wanted)
    throw new Error("package-lock.json is missing or damaged. Get it again: git checkout package-lock.json");
  const problem = installProblem(wanted, await packagesIn(join(root, "node_modules/.package-lock.json")));
  if (!problem) return;
  console.log(`Installing packages (${problem})…`);
  // All but native DuckDB is needed to build alone, which npm calls "dev" and leaves out in production.
  const { code } = await runCommand(
    "npm",
    ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"],
    { cwd: root },
  );
  if (code !== 0) {
    throw new Error(
      "npm ci --ignore-scripts failed; its message stands above. Without a connection to a package registry nothing can be installed.",
    );
  }
}

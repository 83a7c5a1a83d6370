import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../build/listFiles.mjs";
import { importsOf } from "../lint/importRules.mjs";

const folders = ["app", "components", "lib", "workers"];

/** The package that an import names; null for a file, and for what Node has. */
function packageOf(target) {
  if (/^(\.|@\/|node:|data:)/.test(target)) return null;
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Packages that the sources import, without those that only tests do. */
async function importedPackages(root) {
  const found = new Set();
  for (const folder of folders) {
    for (const file of await listFiles(join(root, folder))) {
      if (!/\.(ts|tsx)$/.test(file) || /\.test\.tsx?$|(^|\/)testing\//.test(file)) continue;
      for (const { target } of importsOf(await readFile(join(root, folder, file), "utf8"))) {
        const name = packageOf(target);
        if (name !== null) found.add(name);
      }
    }
  }
  return found;
}

/** Where a package that another one needs lies, by the lockfile: the nearest folder above it. */
function placeOf(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const place = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[place]) return place;
    if (at === "") return null;
  }
}

/** Those packages with all that they need in turn, as places in the project. */
function closure(packages, names) {
  const places = new Set();
  const visit = (from, name) => {
    const place = placeOf(packages, from, name);
    if (place === null || places.has(place)) return;
    places.add(place);
    for (const needed of Object.keys(packages[place].dependencies ?? {})) visit(place, needed);
  };
  for (const name of names) visit("", name);
  return [...places].toSorted();
}

/**
 * The licences of all packages that may have gone into the app and the runner, as one text: those that the sources
 * import, and what these need. A package without a file of its own is there by the name of its licence.
 * @param {string} root the project's root
 */
export async function licenceTexts(root) {
  const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const parts = [];
  for (const place of closure(packages, await importedPackages(root))) {
    const folder = join(root, place);
    const files = await readdir(folder).catch(() => []);
    const texts = [];
    for (const file of files
      .filter((name) => /^(licen[cs]e|copying|notice|third.?party)/i.test(name))
      .toSorted())
      texts.push((await readFile(join(folder, file), "utf8")).trim());
    const { version, license = "see its own files" } = packages[place];
    const title = `${place.replace(/^.*node_modules\//, "")} ${version} (${license})`;
    parts.push([title, "-".repeat(title.length), ...texts].join("\n"));
  }
  return `${parts.join("\n\n\n")}\n`;
}

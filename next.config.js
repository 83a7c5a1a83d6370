import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const manifest = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8"));

/** The version of a package that is built in. */
function versionOf(name) {
  const version = manifest.devDependencies[name];
  if (!version) throw new Error(`package.json names no ${name} among its devDependencies.`);
  return version;
}

/** @type {import("next").NextConfig} */
const config = {
  output: "export",
  trailingSlash: true,
  reactStrictMode: true,
  images: { unoptimized: true },
  // A stray lockfile above the checkout must not move the root that Turbopack watches and resolves from.
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
  // `npm test` and `npm run check` run the type checker as a step of its own; doing it here too doubles the wait.
  typescript: { ignoreBuildErrors: true },
  env: {
    NEXT_PUBLIC_EIDER_VERSION: manifest.version,
    NEXT_PUBLIC_VEGA_LITE_PATH: `/vega-lite/${versionOf("vega-lite")}/`,
  },
};

export default config;

#!/usr/bin/env node
/** Fetches DuckDB's signed extensions into extensions/, for the next build to carry; see the README there. */
import { fileURLToPath } from "node:url";
import { fetchExtension } from "./extensions/fetchExtension.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const names = process.argv.slice(2);

for (const name of names.length > 0 ? names : ["json"]) {
  try {
    await fetchExtension(root, name);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

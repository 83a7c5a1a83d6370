/** What npm runs before it makes the package: builds the app where it is stale, and the bundles for the command line. */
import { fileURLToPath } from "node:url";
import { buildIfNeeded } from "./build.mjs";
import { buildPackage } from "./pack/buildPackage.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
// npm may be asked for JSON on standard output.
await buildIfNeeded({ root, say: console.error });
await buildPackage(root);

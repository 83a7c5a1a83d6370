/** What npm runs before it makes the package: builds the app where it is stale, and the bundles for the command line. */
import { fileURLToPath } from "node:url";
import { buildIfNeeded } from "./build.mjs";
import { buildPackage } from "./pack/buildPackage.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
await buildIfNeeded({ root });
await buildPackage(root);

import { existsSync } from "node:fs";

/** Whether this is the package as npm installs it, which brings bundles (`dist/`) and no sources. */
export const isInstalled = !existsSync(new URL("../../lib", import.meta.url));

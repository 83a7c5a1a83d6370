import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Whether a module is what Node was started with, also through the link that npm makes for a command. */
export function isMain(moduleUrl) {
  const script = process.argv[1];
  return script !== undefined && pathToFileURL(realpathSync(script)).href === moduleUrl;
}

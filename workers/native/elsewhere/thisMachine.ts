import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import type { AwsSurroundings } from "./awsSettings.ts";

/** This machine's own environment, files and network. */
export function thisMachine(): AwsSurroundings {
  return {
    env: process.env,
    home: homedir(),
    readFile: (path) => readFile(path, "utf8").catch(() => null),
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
  };
}

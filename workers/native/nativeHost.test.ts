import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { engineContract } from "../../lib/engine/testing/engineContract.ts";
import { createEngine } from "../engine/createEngine.ts";
import { startNative } from "./startNative.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eider-native-"));
});
afterAll(() => rm(folder, { recursive: true }));

let engines = 0;
engineContract("Native DuckDB", async () =>
  createEngine(() => startNative({ folder: join(folder, `${++engines}`) })),
);

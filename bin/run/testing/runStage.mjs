import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll } from "vitest";
import { loadRunner } from "../loadRunner.mjs";

export const program = fileURLToPath(new URL("../../eider.mjs", import.meta.url));

let folder = "";

/** Gives a file of tests a folder of its own. Each file calls it: they may share this module, and then it runs once. */
export function inOwnFolder() {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "eider-run-test-"));
    await Promise.all([loadRunner(), mkdir(join(folder, "home")), mkdir(join(folder, "tmp"))]);
  });
  afterAll(() => rm(folder, { recursive: true }));
}

/** A path in the folder of these tests. */
export const at = (name) => join(folder, name);
export const put = (name, text) => writeFile(at(name), text);

/** Starts the program in the folder; `ended` settles with its code, what it printed, and its events where it says JSON. */
export function start(...words) {
  // Its home and its temporary folder lie in the folder, too: what is left in them is seen.
  const env = { ...process.env, HOME: at("home"), TMPDIR: at("tmp") };
  const child = spawn(process.execPath, [program, "run", ...words], { cwd: folder, env });
  const texts = { out: "", err: "" };
  const heard = [];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    texts.out += text;
    for (const call of heard) call();
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    texts.err += text;
  });
  const ended = new Promise((resolve) => {
    child.on("close", (code, signal) => {
      const lines = texts.out.split("\n").filter(Boolean);
      const events = words.includes("--json") ? lines.map((line) => JSON.parse(line)) : [];
      resolve({ code, signal, ...texts, events });
    });
  });
  /** Settles when it has printed this. */
  const says = (text) =>
    new Promise((resolve) => {
      const look = () => texts.out.includes(text) && resolve();
      heard.push(look);
      look();
    });
  return { child, ended, says };
}

export const run = (...words) => start(...words).ended;

/** What native DuckDB reads, as its driver gives it for JSON. */
export async function rowsOf(sql) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowsJson();
  connection.closeSync();
  return rows;
}

import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { EngineInfo } from "../../lib/engine/protocol.ts";
import type { CarriedExtension } from "./carriedExtensions.ts";
import { createEngine } from "./createEngine.ts";
import { startDuckDB } from "./startDuckDB.ts";
import { emptyExtension } from "./testing/emptyExtension.ts";
import {
  carriedAs,
  type ExtensionFile,
  type ExtensionHost,
  serveExtensions,
} from "./testing/extensionFiles.ts";

const noWasm = new TextEncoder().encode(
  "<html>This is the host's own page for what it does not have.</html>",
);
const unsigned = emptyExtension("json", "v1.4.3", "wasm_eh");

const hosts: ExtensionHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.stop();
});

interface StartOptions {
  carried?: CarriedExtension[];
  limitMs?: number;
  isTrusting?: boolean;
}

/** Starts an engine beside these files; `carried` is what its build wrote down, by default what the files are. */
async function started(
  files: Record<string, ExtensionFile>,
  { carried, limitMs = 10_000, isTrusting = false }: StartOptions = {},
): Promise<{ info: EngineInfo; host: ExtensionHost; sum: unknown }> {
  const host = await serveExtensions(files, isTrusting);
  hosts.push(host);
  const all = Object.entries(files).map(([name, { content }]) => carriedAs(name, content ?? noWasm));
  const engine = createEngine((url) => startDuckDB(host.platform(carried ?? all, limitMs), url));
  const answer = await engine.start({ baseUrl: host.baseUrl, zones: null });
  if (!answer.ok) throw new Error(answer.error.message);
  const run = await engine.run(
    { runId: 1, name: "q", sql: "select 20 + 22 as n", params: {} },
    () => undefined,
  );
  return { info: answer.value, host, sum: run.ok && run.value.result?.rowCount };
}

describe("an engine beside extensions", () => {
  it("starts without a request where the build carries none", async () => {
    const { info, host, sum } = await started({ json: { content: noWasm } }, { carried: [] });
    expect(info).toMatchObject({ extensions: [], notices: [] });
    expect(host.asked).toEqual([]);
    expect(sum).toBe(1);
  });

  it("has what DuckDB takes, and is locked afterwards", async () => {
    const host = await serveExtensions({ json: { content: unsigned } }, true);
    hosts.push(host);
    const engine = createEngine((url) =>
      startDuckDB(host.platform([carriedAs("json", unsigned)], 10_000), url),
    );
    const answer = await engine.start({ baseUrl: host.baseUrl, zones: null });
    expect(answer).toMatchObject({ ok: true, value: { extensions: ["json"], notices: [] } });
    const loaded = "select 1 from duckdb_extensions() where loaded and extension_name = 'json'";
    const found = await engine.run({ runId: 1, name: "q", sql: loaded, params: {} }, () => undefined);
    expect(found).toMatchObject({ ok: true, value: { result: { rowCount: 1 } } });
    const sql = "set custom_extension_repository='https://elsewhere.test'";
    const refused = await engine.run({ runId: 2, name: "q", sql, params: {} }, () => undefined);
    expect(!refused.ok && refused.error.message).toMatch(/configuration has been locked/);
    expect((await engine.info()).extensions).toEqual(["json"]);
  });

  it.each([
    ["is no wasm", noWasm],
    ["is an extension that nobody signed", unsigned],
  ])("starts, tells and works where a file %s", async (_, content) => {
    const { info, sum } = await started({ json: { content } });
    expect(info.extensions).toEqual([]);
    expect(info.notices).toEqual([
      expect.stringMatching(/^DuckDB's json extension could not be loaded: .+ works\.$/),
    ]);
    expect(sum).toBe(1);
  });

  it("never gives DuckDB a file that is not there, or not the one of the build", async () => {
    const { info, host, sum } = await started(
      { json: { content: null, hangs: true }, parquet: { content: noWasm, hangs: true } },
      { carried: [carriedAs("json", noWasm), { ...carriedAs("parquet", noWasm), sha256: "0".repeat(64) }] },
    );
    expect(info.notices).toEqual([
      expect.stringContaining("json extension could not be loaded: its file is not there (404)"),
      expect.stringContaining("parquet extension could not be loaded: its file is not the one"),
    ]);
    expect(host.started()).toBe(1);
    expect(sum).toBe(1);
  });

  it("starts DuckDB again, with the others, where loading one does not come to an end", async () => {
    const { info, host, sum } = await started(
      { json: { content: unsigned }, parquet: { content: noWasm, hangs: true } },
      { limitMs: 4000, isTrusting: true },
    );
    expect(info.extensions).toEqual(["json"]);
    expect(info.notices).toEqual([
      expect.stringMatching(/parquet extension .*did not come to an end with it within 4 s/),
    ]);
    expect(host.started()).toBe(2);
    expect(sum).toBe(1);
  });

  it("is the DuckDB that the manifest's extensions are for", async () => {
    const { info } = await started({}, { carried: [] });
    const manifest: unknown = JSON.parse(
      await readFile(new URL("../../extensions/manifest.json", import.meta.url), "utf8"),
    );
    expect(manifest).toMatchObject({ duckdb: info.duckdb, platform: "wasm_eh" });
  });
});

import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { EngineInfo } from "../../lib/engine/protocol.ts";
import { engineSetupSql } from "../../lib/sql/engineSetup.ts";
import type { CarriedExtension } from "./carriedExtensions.ts";
import { createEngine } from "./createEngine.ts";
import {
  carriedAs,
  type ExtensionFile,
  type ExtensionHost,
  serveExtensions,
} from "./testing/extensionFiles.ts";

const noWasm = new TextEncoder().encode(
  "<html>This is the host's own page for what it does not have.</html>",
);
/** A module of WebAssembly, but no extension: nobody signed it. */
const unsigned = new Uint8Array(600);
unsigned.set([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x00, 0xcd, 0x04, 0x01, 0x78]);

const hosts: ExtensionHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.stop();
});

/** Starts an engine beside these files; `carried` is what its build wrote down, by default what the files are. */
async function started(
  files: Record<string, ExtensionFile>,
  { carried, limitMs = 10_000 }: { carried?: CarriedExtension[]; limitMs?: number } = {},
): Promise<{ info: EngineInfo; host: ExtensionHost; sum: unknown }> {
  const host = await serveExtensions(files);
  hosts.push(host);
  const all = Object.entries(files).map(([name, { content }]) => carriedAs(name, content ?? noWasm));
  const engine = createEngine(() => host.platform(carried ?? all, limitMs));
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

  it.each([
    ["is no wasm", noWasm],
    ["is wasm that nobody signed", unsigned],
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

  it("starts DuckDB again, without it, where loading one does not come to an end", async () => {
    const { info, host, sum } = await started(
      { json: { content: noWasm, hangs: true }, parquet: { content: noWasm } },
      { limitMs: 4000 },
    );
    expect(info.notices).toEqual([
      expect.stringMatching(/json extension .*did not come to an end/),
      expect.stringMatching(/parquet extension could not be loaded/),
    ]);
    expect(host.started()).toBe(2);
    expect(sum).toBe(1);
  });

  it("is locked like any other afterwards", async () => {
    expect(engineSetupSql().at(-1)).toBe("set lock_configuration=true");
    const host = await serveExtensions({ json: { content: noWasm } });
    hosts.push(host);
    const engine = createEngine(() => host.platform([carriedAs("json", noWasm)], 10_000));
    await engine.start({ baseUrl: host.baseUrl, zones: null });
    const sql = "set custom_extension_repository='https://elsewhere.test'";
    const answer = await engine.run({ runId: 1, name: "q", sql, params: {} }, () => undefined);
    expect(!answer.ok && answer.error.message).toMatch(/configuration has been locked/);
  });

  it("is the DuckDB that the manifest's extensions are for", async () => {
    const { info } = await started({}, { carried: [] });
    const manifest: unknown = JSON.parse(
      await readFile(new URL("../../extensions/manifest.json", import.meta.url), "utf8"),
    );
    expect(manifest).toMatchObject({ duckdb: info.duckdb, platform: "wasm_eh" });
  });
});

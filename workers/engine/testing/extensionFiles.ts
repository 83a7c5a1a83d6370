import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CarriedExtension } from "../carriedExtensions.ts";
import type { DuckPlatform } from "../wasmHost.ts";
import { nodePlatform } from "./nodePlatform.ts";
import { NodeWorker } from "./nodeWorker.ts";

/** A file that stands for an extension: what is served (null: nothing), and whether DuckDB's own request comes to an end. */
export interface ExtensionFile {
  content: Uint8Array | null;
  hangs?: boolean;
}

/** A host of extension files on this machine, and an engine's platform that asks it; for tests only. */
export interface ExtensionHost {
  baseUrl: string;
  /** The paths that were asked for by the engine, without those by DuckDB. */
  asked: string[];
  /** DuckDBs started so far. */
  started(): number;
  platform(carried: readonly CarriedExtension[], limitMs: number): DuckPlatform;
  stop(): void;
}

const pathOf = (name: string) => `v1.4.3/wasm_eh/${name}.duckdb_extension.wasm`;

/** What the build would have written down of an extension with this content. */
export function carriedAs(name: string, content: Uint8Array): CarriedExtension {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { name, path: pathOf(name), bytes: content.byteLength, sha256 };
}

/** DuckDB's worker with the check of signatures off, for extensions that nobody signed. */
class TrustingWorker extends NodeWorker {
  override postMessage(message: { type?: unknown; data?: unknown }, transfer: ArrayBuffer[] = []): void {
    const { data } = message;
    if (message.type === "OPEN" && typeof data === "object")
      super.postMessage({ ...message, data: { ...data, allowUnsignedExtensions: true } }, transfer);
    else super.postMessage(message, transfer);
  }
}

/** Serves the files, by the name of the extension; `isTrusting` is a DuckDB that takes what nobody signed. */
export async function serveExtensions(
  files: Record<string, ExtensionFile>,
  isTrusting = false,
): Promise<ExtensionHost> {
  const folder = mkdtempSync(join(tmpdir(), "eider-ext-"));
  for (const [name, { content }] of Object.entries(files))
    if (content) writeFileSync(join(folder, name), content);
  const asked: string[] = [];
  let started = 0;
  const server = createServer((request, answer) => {
    const path = (request.url ?? "").replace("/duckdb-ext/", "");
    asked.push(path);
    const content = Object.entries(files).find(([name]) => pathOf(name) === path)?.[1].content;
    answer.statusCode = content ? 200 : 404;
    answer.end(content ?? "");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const hanging = Object.keys(files).filter((name) => files[name]?.hangs);
  return {
    baseUrl: `http://127.0.0.1:${address.port}/`,
    asked,
    started: () => started,
    platform: (carried, limitMs) => ({
      ...nodePlatform(),
      async createWorker() {
        started++;
        const DuckWorker = isTrusting ? TrustingWorker : NodeWorker;
        return new DuckWorker(requestScript(folder, hanging)) as unknown as Worker;
      },
      extensions: { carried, limitMs },
    }),
    stop() {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** As much of the browser's XMLHttpRequest as DuckDB's loader of extensions uses, which Node has not. */
function requestScript(folder: string, hanging: readonly string[]): string {
  return `globalThis.XMLHttpRequest = class {
    open(method, url) {
      this.name = /([^/]+)\\.duckdb_extension\\.wasm$/.exec(url)[1];
    }
    send() {
      if (${JSON.stringify(hanging)}.includes(this.name))
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      const bytes = require("node:fs").readFileSync(require("node:path").join(${JSON.stringify(folder)}, this.name));
      this.status = 200;
      this.response = new Uint8Array(bytes).buffer;
    }
  };`;
}

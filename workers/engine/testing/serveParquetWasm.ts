import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

/** Serves parquet-wasm on this machine, as the built app does; answers its base URL and how to stop. For tests only. */
export async function serveParquetWasm(): Promise<{ baseUrl: string; stop: () => void }> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));
  const server = createServer((_, answer) => {
    answer.setHeader("Content-Type", "application/wasm");
    answer.end(wasm);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { baseUrl: `http://127.0.0.1:${address.port}/`, stop: () => server.close() };
}

import { quoteLiteral } from "../../lib/sql/quote.ts";
import { type CarriedExtension, extensionRepository } from "./carriedExtensions.ts";
import { checkExtensions, notLoaded } from "./checkExtensions.ts";
import type { DuckHost } from "./duckHost.ts";
import type { StartedDuckDB } from "./startedDuckDB.ts";
import { isFatal } from "./tagError.ts";
import { type DuckPlatform, WasmHost } from "./wasmHost.ts";

type Loading = "loaded" | { problem: string; isBroken: boolean };

/**
 * Starts DuckDB and loads the extensions that lie beside the app. One that cannot be loaded is told and left out; where
 * it took DuckDB with it, or does not come to an end, another DuckDB is started without it.
 */
export async function startDuckDB(platform: DuckPlatform, baseUrl: string): Promise<StartedDuckDB> {
  const { carried, limitMs } = platform.extensions ?? { carried: [], limitMs: 0 };
  const checking = checkExtensions(carried, baseUrl, limitMs);
  let host = await WasmHost.start(platform);
  const { usable, notices } = await checking;
  let wanted = usable;
  for (;;) {
    const failed = await loadAll(host, wanted, baseUrl, limitMs);
    for (const [{ name }, { problem }] of failed) notices.push(notLoaded(name, problem));
    wanted = wanted.filter((extension) => !failed.has(extension));
    if (![...failed.values()].some(({ isBroken }) => isBroken)) break;
    host.die("DuckDB is started again, without an extension that it could not load.");
    host = await WasmHost.start(platform);
  }
  return { host, extensions: wanted.map(({ name }) => name), notices };
}

/** Loads one after the other, up to one that breaks DuckDB; answers those that failed. */
async function loadAll(
  host: DuckHost,
  wanted: readonly CarriedExtension[],
  baseUrl: string,
  limitMs: number,
): Promise<Map<CarriedExtension, Exclude<Loading, "loaded">>> {
  const failed = new Map<CarriedExtension, Exclude<Loading, "loaded">>();
  if (wanted.length === 0) return failed;
  const connection = await host.connect();
  await host.quick(
    connection,
    `set custom_extension_repository=${quoteLiteral(extensionRepository(baseUrl))}`,
  );
  for (const extension of wanted) {
    const loading = await within(limitMs, load(host, connection, extension.name));
    if (loading === "loaded") continue;
    failed.set(extension, loading);
    if (loading.isBroken) return failed;
  }
  await host.disconnect(connection);
  return failed;
}

async function load(host: DuckHost, connection: number, name: string): Promise<Loading> {
  try {
    await host.quick(connection, `load ${name}`);
    return "loaded";
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const [first = ""] = message.split("\n", 1);
    // The rest of what DuckDB says is the address, which the user did not choose.
    const problem = first.replace(/^.*? could not be loaded because /, "").replace(/[.!]$/, "");
    return { problem, isBroken: isFatal(thrown) || host.isDead };
  }
}

async function within(limitMs: number, loading: Promise<Loading>): Promise<Loading> {
  const problem = `DuckDB did not come to an end with it within ${limitMs / 1000} s`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Loading>((resolve) => {
    timer = setTimeout(() => resolve({ problem, isBroken: true }), limitMs);
  });
  try {
    return await Promise.race([loading, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

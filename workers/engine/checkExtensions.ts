import { type CarriedExtension, extensionRepository } from "./carriedExtensions.ts";

/** Extensions that can be loaded, and one sentence about each that cannot. */
export interface CheckedExtensions {
  usable: CarriedExtension[];
  notices: string[];
}

/**
 * Fetches extensions and holds them against what the build wrote down. DuckDB fetches them again from the browser's
 * cache, in a call that its worker cannot leave: what is not there, or does not come, must be known before.
 * Runs while DuckDB starts; never throws.
 */
export async function checkExtensions(
  carried: readonly CarriedExtension[],
  baseUrl: string,
  limitMs: number,
): Promise<CheckedExtensions> {
  const problems = await Promise.all(
    carried.map((extension) => problemOf(extension, extensionRepository(baseUrl), limitMs)),
  );
  return {
    usable: carried.filter((_, i) => problems[i] === null),
    notices: carried.flatMap(({ name }, i) => (problems[i] ? [notLoaded(name, problems[i])] : [])),
  };
}

/** What the user is told of an extension that is not there after all. */
export function notLoaded(name: string, reason: string): string {
  return `DuckDB's ${name} extension could not be loaded: ${reason}. Everything that does not need it works.`;
}

async function problemOf(
  extension: CarriedExtension,
  repository: string,
  limitMs: number,
): Promise<string | null> {
  const url = `${repository}/${extension.path}`;
  try {
    const problem = await compare(extension, url, limitMs, "default");
    // The cache may hold what another build served here.
    return problem && (await compare(extension, url, limitMs, "reload"));
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "TimeoutError")
      return `its file did not come within ${limitMs / 1000} s`;
    return `its file could not be fetched (${thrown instanceof Error ? thrown.message : String(thrown)})`;
  }
}

async function compare(
  { bytes, sha256 }: CarriedExtension,
  url: string,
  limitMs: number,
  cache: RequestCache,
): Promise<string | null> {
  const answer = await fetch(url, { cache, signal: AbortSignal.timeout(limitMs) });
  if (!answer.ok) return `its file is not there (${answer.status})`;
  const content = await answer.arrayBuffer();
  if (content.byteLength !== bytes) return `its file has ${content.byteLength} bytes and not ${bytes}`;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === sha256 ? null : "its file is not the one that this build was made with";
}

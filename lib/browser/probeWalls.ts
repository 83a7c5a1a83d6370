import { missingWalls } from "../sandbox/missingWalls.ts";

/**
 * Asks the app's own host for the headers of page, frames and engine, and says whether they hold the policies that keep
 * foreign code closed in. Rejects where the host does not answer.
 */
export async function probeWalls(baseUrl: string): Promise<boolean> {
  const policyOf = async (path: string) => {
    // Not from the cache: headers may have changed since.
    const response = await fetch(new URL(path, baseUrl), { method: "HEAD", cache: "no-store" });
    return response.ok ? response.headers.get("Content-Security-Policy") : null;
  };
  const [page, sandbox, output, engine] = await Promise.all([
    policyOf("./"),
    policyOf("sandbox/"),
    policyOf("output/"),
    policyOf(window.eiderEngine?.url ?? "./"),
  ]);
  return missingWalls({ page, sandbox, output, engine }).length === 0;
}

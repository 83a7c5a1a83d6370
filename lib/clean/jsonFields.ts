/**
 * What stands at paths such as `address.city` and `items[0].sku` of a JSON text: texts as they are, all else as JSON, null
 * where nothing does or the text is no JSON. Numbers keep what a double holds of them.
 */
export function readJsonField(text: string, paths: readonly string[]): (string | null)[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    // Told by whoever counts texts of which no field was found.
    return paths.map(() => null);
  }
  return paths.map((path) => shown(at(root, path)));
}

function at(root: unknown, path: string): unknown {
  let here = root;
  for (const key of path
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/^\$?\.?/, "")
    .split(".")) {
    if (key === "") continue;
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return null;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

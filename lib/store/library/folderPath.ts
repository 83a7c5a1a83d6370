const longestName = 100;
const deepest = 8;

/** Control characters, and those that no file system of an unpacked export would take. */
const unfit = /[\p{Cc}<>:"|?*\\]/gu;

/** What somebody typed as the path of a folder: names with "/" between them, "" for the top. */
export function folderPath(typed: string): string {
  return typed
    .split("/")
    .map((name) => name.replace(unfit, "").trim().replace(/^\.+$/, "").slice(0, longestName))
    .filter((name) => name !== "")
    .slice(0, deepest)
    .join("/");
}

/** A folder of the library: its path, the name shown, how deep it is, and how many notebooks are in it and below. */
export interface Folder {
  path: string;
  name: string;
  depth: number;
  count: number;
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** All folders with those above them, each after the one that it is in, by name. */
export function folderTree(paths: Iterable<string>): Folder[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const names = path === "" ? [] : path.split("/");
    names.forEach((_, at) => {
      const above = names.slice(0, at + 1).join("/");
      counts.set(above, (counts.get(above) ?? 0) + 1);
    });
  }
  const sorted = [...counts.keys()].sort((a, b) => comparePaths(a.split("/"), b.split("/")));
  return sorted.map((path) => {
    const names = path.split("/");
    return { path, name: names.at(-1) ?? "", depth: names.length - 1, count: counts.get(path) ?? 0 };
  });
}

/** Whether a notebook of this folder is in the other or below it. */
export function isWithin(folder: string, other: string): boolean {
  return other === "" || folder === other || folder.startsWith(`${other}/`);
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = collator.compare(a[at] ?? "", b[at] ?? "") || (a[at] ?? "").localeCompare(b[at] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

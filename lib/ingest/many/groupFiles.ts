import type { Column } from "../../engine/protocol.ts";

/** One of the files that were added together. `columns` is null where they are not known (yet). */
export interface GroupableFile {
  path: string;
  columns: readonly Column[] | null;
}

/** Files that make one relation: a name for it, a pattern that tells them to people, and which they are. */
export interface FileGroup {
  name: string;
  pattern: string;
  paths: string[];
}

/**
 * Sorts files into relations. Files belong together that have the same ending and lie in the same folder
 * (`key=value` folders count as one), and whose names differ only in digits or whose columns have the same names.
 */
export function groupFiles(files: readonly GroupableFile[]): FileGroup[] {
  const groups = new Map<string, GroupableFile[]>();
  for (const file of files) {
    const place = `${placeOf(file.path)}\0${endingOf(file.path)}`;
    const key = [`${place}\0name\0${stemOf(file.path).replace(/\d+/g, "#")}`];
    if (file.columns) key.push(`${place}\0columns\0${columnKey(file.columns)}`);
    // A file may belong to one group by its name and to another by its columns: then they are one.
    const found = [...new Set(key.map((one) => groups.get(one)).filter((group) => group !== undefined))];
    const members = found.flat();
    members.push(file);
    for (const [other, group] of groups) if (found.includes(group)) groups.set(other, members);
    for (const one of key) groups.set(one, members);
  }
  const order = new Map(files.map((file, index) => [file, index]));
  return [...new Set(groups.values())]
    .map((members) => members.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)))
    .sort(
      (a, b) =>
        (order.get(a[0] ?? { path: "", columns: null }) ?? 0) -
        (order.get(b[0] ?? { path: "", columns: null }) ?? 0),
    )
    .map((members) => {
      const paths = members.map(({ path }) => path);
      return { name: nameOf(paths), pattern: patternOf(paths), paths };
    });
}

/** The folders of a path, with `key=*` for those that name a partition. */
function placeOf(path: string): string {
  return path
    .split("/")
    .slice(0, -1)
    .map((folder) => folder.replace(/^([^=]+)=.*$/, "$1=*"))
    .join("/");
}

function endingOf(path: string): string {
  return /(\.[a-z]+\d?)?(\.(gz|zst|lz4|bz2))?$/i.exec(path)?.[0].toLowerCase() ?? "";
}

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.slice(0, name.length - endingOf(name).length);
}

function columnKey(columns: readonly Column[]): string {
  return columns
    .map(({ name }) => name.toLowerCase())
    .sort()
    .join("\0");
}

/** What the names have in common at their beginning, or the folder that holds them. */
function nameOf(paths: readonly string[]): string {
  const stems = paths.map(stemOf);
  const [first = ""] = stems;
  if (paths.length === 1) return first;
  let length = first.length;
  for (const stem of stems) while (!stem.startsWith(first.slice(0, length))) length--;
  const common = first.slice(0, length).replace(/[\d\W_]+$/, "");
  if (common.length >= 3) return common;
  const folders = placeOf(paths[0] ?? "")
    .split("/")
    .filter((folder) => folder !== "" && !folder.endsWith("=*"));
  return folders.at(-1) ?? (common || "files");
}

function patternOf(paths: readonly string[]): string {
  const [only = ""] = paths;
  if (paths.length === 1) return only;
  const place = placeOf(only);
  const names = new Set(
    paths.map((path) =>
      stemOf(path)
        .replace(/\d+/g, "*")
        .replace(/\*[-_.]?(?=\*)/g, ""),
    ),
  );
  const [name = "*"] = names;
  return `${place === "" ? "" : `${place}/`}${names.size === 1 ? name : "*"}${endingOf(only)}`;
}

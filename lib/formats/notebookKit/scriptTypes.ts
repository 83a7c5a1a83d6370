/** Notebook Kit's type of a `<script>` by the kind of cell; every other type is JavaScript there. */
const types: Readonly<Record<string, string>> = {
  md: "text/markdown",
  html: "text/html",
  tex: "application/x-tex",
  sql: "application/sql",
  dot: "text/vnd.graphviz",
  node: "application/vnd.node.javascript",
  python: "text/x-python",
  r: "text/x-r",
  ojs: "application/vnd.observable.javascript",
  ts: "text/x-typescript",
  js: "module",
};

/** The type of the `<script>` that holds a kind of cell; null where Notebook Kit has no such cell. */
export function scriptType(kind: string): string | null {
  return (Object.hasOwn(types, kind) ? types[kind] : undefined) ?? null;
}

/** The kind of cell that a type of `<script>` holds. */
export function kindOfScript(type: string | null): string {
  return Object.entries(types).find(([, known]) => known === type)?.[0] ?? "js";
}

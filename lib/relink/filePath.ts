const paths = new WeakMap<File, string>();

/** Notes where a file lay in the folder that it came with, e.g. `sales/year=2024/a.csv`. */
export function rememberPath(file: File, path: string): void {
  paths.set(file, path);
}

/** Where a file lay, with the folder that it came with; its name alone where it came by itself. */
export function pathOf(file: File): string {
  // The browser's own note of a picked folder; Node's files have none.
  const { webkitRelativePath }: { webkitRelativePath?: string } = file;
  return paths.get(file) ?? (webkitRelativePath || file.name);
}

import type { SourceFiles } from "../relink/sourceFiles.ts";

/** The device's keeping of files, fetched when the first file is to be kept or found. */
export function lazySourceFiles(): SourceFiles {
  let loading: Promise<SourceFiles> | null = null;
  const load = () => {
    loading ??= import("./sourceFileStorage.ts")
      .then(({ createSourceFiles }) => createSourceFiles())
      .catch((thrown: unknown) => {
        loading = null;
        throw thrown;
      });
    return loading;
  };
  // Code that cannot be fetched keeps as little as a device that refuses, and the next file tries again.
  return {
    load: (notebookId) =>
      load().then(
        (files) => files.load(notebookId),
        () => [],
      ),
    keep: (notebookId, relation, file) =>
      load().then(
        (files) => files.keep(notebookId, relation, file),
        () => ({ handle: null, copy: false, problem: "refused" as const }),
      ),
    retain: (notebookId, relations) =>
      load().then(
        (files) => files.retain(notebookId, relations),
        () => undefined,
      ),
  };
}

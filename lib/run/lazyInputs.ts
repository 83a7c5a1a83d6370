/** What reads input cells (with its YAML library, 30 kB gzipped) is fetched when the first input cell is to run. */
type Tools = typeof import("./inputTools.ts");

let tools: Tools | null = null;
let loading: Promise<Tools> | null = null;

/** Fetches the tools once; later calls answer at once. */
export function loadInputs(): Promise<Tools> {
  loading ??= import("./inputTools.ts").then(
    (loaded) => {
      tools = loaded;
      return loaded;
    },
    (thrown: unknown) => {
      // A failed fetch may go through next time.
      loading = null;
      throw thrown;
    },
  );
  return loading;
}

/** The tools where they have been fetched, else null. */
export function inputsIfLoaded(): Tools | null {
  return tools;
}

/**
 * The TypeScript tools (parser and transpiler, 85 kB gzipped) are fetched when the first TypeScript cell is there,
 * so that a notebook of SQL opens without them.
 */
type Tools = typeof import("./typeScriptTools.ts");

let tools: Tools | null = null;
let loading: Promise<Tools> | null = null;

/** Fetches the tools once; later calls answer at once. */
export function loadTypeScript(): Promise<Tools> {
  loading ??= import("./typeScriptTools.ts").then(
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
export function typeScriptIfLoaded(): Tools | null {
  return tools;
}

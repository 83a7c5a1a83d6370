import { lazyModule } from "../lazy/lazyModule.ts";

/**
 * The TypeScript tools (parser and transpiler, 85 kB gzipped) are fetched when the first TypeScript cell is there,
 * so that a notebook of SQL opens without them.
 */
export const { load: loadTypeScript, ifLoaded: typeScriptIfLoaded } = lazyModule(
  () => import("./typeScriptTools.ts"),
);

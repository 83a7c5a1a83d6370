/** An extension of DuckDB that this build serves from its own origin. */
export interface CarriedExtension {
  name: string;
  /** Below `duckdb-ext/`, as DuckDB itself asks for it. */
  path: string;
  bytes: number;
  /** In hex. */
  sha256: string;
}

// Written by the build (bin/build/buildEngine.mjs); there is none where no build made the bundle.
declare const ENGINE_EXTENSIONS: readonly CarriedExtension[] | undefined;

/** The extensions that lie beside this engine: known without asking, so that none costs a 404 at each start. */
export const carriedExtensions: readonly CarriedExtension[] =
  typeof ENGINE_EXTENSIONS === "undefined" ? [] : ENGINE_EXTENSIONS;

/** Where DuckDB finds extensions; absolute, because its worker resolves nothing. */
export function extensionRepository(baseUrl: string): string {
  return new URL("duckdb-ext", baseUrl).href;
}

import { TypeScopes } from "../../lib/editor/typeScope.ts";
import { loadTypeScript } from "../../lib/typescript/lazyTypeScript.ts";

/** What makes type scopes, with the TypeScript tools that it reads cells by. */
export async function loadTypeScopes(): Promise<TypeScopes> {
  const { cellOutline } = await loadTypeScript();
  return new TypeScopes(cellOutline);
}

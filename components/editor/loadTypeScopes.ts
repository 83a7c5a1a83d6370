import { TypeScopes } from "../../lib/editor/typeScope.ts";
import { loadInputs } from "../../lib/run/lazyInputs.ts";
import { loadTypeScript } from "../../lib/typescript/lazyTypeScript.ts";

/** What makes type scopes, with the tools that it reads TypeScript and input cells by. */
export async function loadTypeScopes(): Promise<TypeScopes> {
  const [{ cellOutline }, { inputValues }] = await Promise.all([loadTypeScript(), loadInputs()]);
  return new TypeScopes(cellOutline, ({ document, sources, relations }) =>
    inputValues(document.cells, [
      ...sources.map(({ relation, columns }) => ({ name: relation, columns })),
      ...relations,
    ]),
  );
}

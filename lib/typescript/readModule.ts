import { type AnyNode, type Program, parse } from "acorn";
import { full } from "acorn-walk";
import { transform } from "sucrase";
import type { Outcome } from "../engine/protocol.ts";
import { namesOf } from "./freeNames.ts";
import { syntaxError } from "./transpile.ts";

/**
 * Reads the code of a module that was fetched: what it imports, and the code as the body of a function of `require`,
 * `module` and `exports`, which is the one form that the sandbox can run. Nothing of it is run here.
 */
export function readModule(code: string, name: string): Outcome<{ imports: string[]; js: string }> {
  let program: Program;
  try {
    program = parse(code, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true });
  } catch (thrown) {
    return {
      ok: false,
      error: { code: "file", message: `it is no JavaScript module (${syntaxError(thrown).message})` },
    };
  }
  const imports = new Set<string>();
  let refused: string | null = null;
  full(program, (node: AnyNode) => {
    if (node.type === "MetaProperty" && node.meta.name === "import")
      refused ??= "it asks for its own address (import.meta)";
    const source =
      node.type === "ImportDeclaration" ||
      node.type === "ExportNamedDeclaration" ||
      node.type === "ExportAllDeclaration" ||
      node.type === "ImportExpression"
        ? node.source
        : null;
    // One that is put together when it runs fails then, and says so.
    if (source?.type === "Literal" && typeof source.value === "string") imports.add(source.value);
  });
  const own = declaredAtTop(program).find((declared) => ["require", "module", "exports"].includes(declared));
  if (own !== undefined) refused ??= `it has something of its own called ${own}`;
  if (hasTopLevelAwait(program)) refused ??= "it waits for something while it is loaded (await at its top)";
  if (refused !== null)
    return {
      ok: false,
      error: { code: "file", message: refused, hint: "Choose another package or version." },
    };
  try {
    const { code: js } = transform(code, {
      transforms: ["imports"],
      disableESTransforms: true,
      filePath: name,
    });
    return { ok: true, value: { imports: [...imports], js } };
  } catch (thrown) {
    return { ok: false, error: { code: "file", message: syntaxError(thrown).message } };
  }
}

function declaredAtTop(program: Program): string[] {
  return program.body.flatMap((statement) => {
    const declaration =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
        ? statement.declaration
        : statement;
    if (declaration?.type === "VariableDeclaration")
      return declaration.declarations.flatMap(({ id }) => namesOf(id));
    if (declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration")
      return declaration.id ? [declaration.id.name] : [];
    return declaration?.type === "ImportDeclaration"
      ? declaration.specifiers.map(({ local }) => local.name)
      : [];
  });
}

function hasTopLevelAwait(program: Program): boolean {
  const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
  const look = (node: unknown): boolean => {
    if (typeof node !== "object" || node === null) return false;
    if (Array.isArray(node)) return node.some(look);
    if (!("type" in node) || functions.has(String(node.type))) return false;
    if (node.type === "AwaitExpression") return true;
    if (node.type === "ForOfStatement" && "await" in node && node.await === true) return true;
    return Object.values(node).some(look);
  };
  return look(program.body);
}

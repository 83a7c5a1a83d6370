import {
  type AnyNode,
  type Identifier,
  type ImportDeclaration,
  type ImportExpression,
  type Literal,
  type Program,
  parse,
} from "acorn";
import { full } from "acorn-walk";
import type { EngineError, Outcome } from "../engine/protocol.ts";
import { parsePackageName } from "../packages/packageName.ts";
import { sqlCellFacts } from "../sql/cellFacts.ts";
import { freeNames, namesOf } from "./freeNames.ts";
import { sandboxGlobals } from "./sandboxGlobals.ts";
import { syntaxError, type Transpiled, transpile } from "./transpile.ts";

/** What a TypeScript cell's text says about itself, without running it. */
export interface CellAnalysis {
  transpiled: Transpiled;
  program: Program;
  /** Undeclared names that are no global: candidates for relations and values of other cells. */
  free: string[];
  /** Undeclared names that are globals too; a relation or value of that name wins. */
  globals: string[];
  /** Relations named inside `sql` templates. */
  sqlReads: string[];
  /** The texts of `sql` templates, with `{{p0}}`, `{{p1}}`… where values go in. */
  sqlTexts: string[];
  /** Exports besides the default: what others see → the cell's own name for it. */
  exports: { exported: string; local: string }[];
  /** Packages that it imports: the names that it gives to their exports, `*` for all of them. */
  imports: { package: string; imported: string; local: string }[];
  /** Packages whose name stands in an `import()`. */
  importCalls: string[];
  /** How the default export is written, null where there is none. */
  defaultExport: { local: string } | "expression" | null;
}

/** Reads a cell's text: what it needs, what it makes, or its first syntax error with line and column. */
export function analyse(source: string): Outcome<CellAnalysis> {
  const transpiled = transpile(source);
  if (!transpiled.ok) return transpiled;
  const { js, columns } = transpiled.value;
  const inSource = (error: EngineError): EngineError =>
    error.line === undefined ? error : { ...error, column: columns(error.line, (error.column ?? 1) - 1) + 1 };
  let program: Program;
  try {
    program = parse(js, { ecmaVersion: "latest", sourceType: "module", locations: true });
  } catch (thrown) {
    return { ok: false, error: inSource(withHint(fromZero(syntaxError(thrown), thrown), source)) };
  }
  const refused = refusedSyntax(program);
  if (refused) return { ok: false, error: inSource(refused) };
  const { names, sqlTemplates } = freeNames(program);
  const sqlTexts = sqlTemplates.map(({ quasi }) =>
    quasi.quasis.map((part, i) => (i === 0 ? "" : `{{p${i - 1}}}`) + (part.value.cooked ?? "")).join(""),
  );
  const sqlReads = sqlTexts.flatMap((text) => sqlCellFacts(text).reads);
  return {
    ok: true,
    value: {
      transpiled: transpiled.value,
      program,
      free: names.filter((name) => !sandboxGlobals.has(name)),
      globals: names.filter((name) => sandboxGlobals.has(name)),
      sqlReads: [...new Set(sqlReads)],
      sqlTexts,
      ...importsOf(program),
      ...exportsOf(program),
    },
  };
}

/** acorn counts columns from 0, and puts an unexpected end where the text ends. */
function fromZero(error: EngineError, thrown: unknown): EngineError {
  if (!(thrown instanceof SyntaxError) || !("loc" in thrown)) return error;
  const { loc } = thrown;
  const column = typeof loc === "object" && loc !== null && "column" in loc ? Number(loc.column) + 1 : 1;
  return { ...error, column };
}

function withHint(error: EngineError, source: string): EngineError {
  const at = source.split("\n")[(error.line ?? 1) - 1] ?? "";
  if (error.message.includes("'return' outside of function")) {
    return { ...error, hint: "A cell gives its result with `export default …`." };
  }
  if (error.message.startsWith("Unexpected character '@'") || /^\s*@/.test(at)) {
    return {
      ...error,
      message: "Decorators are not available in cells.",
      hint: "Call the function instead.",
    };
  }
  return error;
}

function refusedSyntax(program: Program): EngineError | null {
  let refused: EngineError | null = null;
  const refuse = (node: AnyNode, message: string, hint: string) => {
    const start = node.loc?.start;
    refused ??= { code: "sql", message, hint, ...(start && { line: start.line, column: start.column + 1 }) };
  };
  full(program, (node) => {
    const source = "source" in node ? node.source : null;
    if (node.type === "ImportDeclaration" || node.type === "ImportExpression") {
      const problem = importProblem(node);
      if (problem) refuse(node, problem.message, problem.hint ?? "");
    } else if (source) {
      refuse(
        node,
        "A cell cannot pass on what a package exports.",
        "Import it, and export it in a line of its own.",
      );
    } else if (node.type === "MetaProperty" && node.meta.name === "import") {
      refuse(node, "`import.meta` does not exist in cells.", "Remove it.");
    }
  });
  return refused;
}

/** What is wrong with an import by its text alone. */
function importProblem({
  type,
  source,
  ...rest
}: ImportDeclaration | ImportExpression): Pick<EngineError, "message" | "hint"> | null {
  const text = source.type === "Literal" && typeof source.value === "string" ? source.value : null;
  // One that is put together while the cell runs is refused then.
  if (text === null) return null;
  if ("attributes" in rest && rest.attributes.length > 0)
    return {
      message: "Imports with attributes are not available.",
      hint: "Leave out what follows the package's name.",
    };
  // Kept for code that never gets there.
  if (type === "ImportExpression" && !text.startsWith("npm:")) return null;
  const parsed = parsePackageName(text);
  return parsed.ok ? null : parsed.error;
}

function importsOf(program: Program): Pick<CellAnalysis, "imports" | "importCalls"> {
  const imports = program.body.flatMap((statement): CellAnalysis["imports"] => {
    if (statement.type !== "ImportDeclaration") return [];
    const from = String(statement.source.value);
    if (statement.specifiers.length === 0) return [{ package: from, imported: "*", local: "" }];
    return statement.specifiers.map((specifier) => {
      const local = specifier.local.name;
      if (specifier.type === "ImportDefaultSpecifier") return { package: from, imported: "default", local };
      if (specifier.type === "ImportNamespaceSpecifier") return { package: from, imported: "*", local };
      return { package: from, imported: nameOf(specifier.imported), local };
    });
  });
  const calls = new Set<string>();
  full(program, (node) => {
    if (node.type !== "ImportExpression" || node.source.type !== "Literal") return;
    const text = String(node.source.value);
    if (parsePackageName(text).ok) calls.add(text);
  });
  return { imports, importCalls: [...calls] };
}

function exportsOf(program: Program): Pick<CellAnalysis, "exports" | "defaultExport"> {
  const exports: CellAnalysis["exports"] = [];
  let defaultExport: CellAnalysis["defaultExport"] = null;
  for (const statement of program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      const isNamed =
        (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") &&
        declaration.id;
      defaultExport = isNamed ? { local: isNamed.name } : "expression";
    }
    if (statement.type !== "ExportNamedDeclaration") continue;
    const { declaration, specifiers } = statement;
    if (declaration?.type === "VariableDeclaration") {
      const names = declaration.declarations.flatMap(({ id }) => namesOf(id));
      exports.push(...names.map((name) => ({ exported: name, local: name })));
    } else if (declaration?.id) {
      exports.push({ exported: declaration.id.name, local: declaration.id.name });
    }
    for (const { exported, local } of specifiers) {
      const entry = { exported: nameOf(exported), local: nameOf(local) };
      if (entry.exported === "default") defaultExport = { local: entry.local };
      else exports.push(entry);
    }
  }
  return { exports, defaultExport };
}

function nameOf(node: Identifier | Literal): string {
  return node.type === "Identifier" ? node.name : String(node.value);
}

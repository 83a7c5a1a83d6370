import type { AnyNode, ExpressionStatement, Program } from "acorn";
import { full } from "acorn-walk";
import type { Outcome } from "../engine/protocol.ts";
import { namedFiles } from "../sql/namedAddresses.ts";
import { analyse, type CellAnalysis } from "./analyse.ts";
import { applyEdits, type Edit } from "./edits.ts";

/** A free name of the cell, under the cell's own spelling, and what is put there: a relation or a value, by its real name. */
export type CellParameter =
  | { name: string; kind: "relation" | "value"; of: string }
  /** An export of a package, `*` for all of them. */
  | { name: string; kind: "import"; of: string; imported: string };

/** A TypeScript cell ready to run in the sandbox. */
export interface CompiledCell {
  /** Body of an async function of `outName` and then the parameters. */
  js: string;
  /** The parameter through which the body hands out what it made. */
  outName: string;
  parameters: CellParameter[];
  /** Relations to serve to the run: those named in the code and those inside `sql` templates. */
  relations: string[];
  /** Values of other cells to pass to the run. */
  values: string[];
  /** Packages to fetch for the run. */
  packages: string[];
  defines: { default: boolean; values: string[] };
  /** From a position in the body's own lines, which are the cell's, to one in the cell's text; both count from 1. */
  locate(line: number, column: number): { line: number; column: number };
}

/** What a cell may name. */
export interface KnownNames {
  relations: readonly string[];
  values: readonly string[];
  /** The relation of a file or address as SQL names it, or null. */
  relationOfFile?: (path: string) => string | null;
}

/**
 * Compiles a cell's TypeScript. Names that it uses and does not declare become parameters where a relation or a
 * value of that name is known, compared without case; the last expression is displayed unless the cell has a default export.
 */
export function compileCell(source: string, known: KnownNames): Outcome<CompiledCell> {
  const analysed = analyse(source);
  if (!analysed.ok) return analysed;
  const analysis = analysed.value;
  const { transpiled, program, exports, defaultExport } = analysis;
  const outName = unusedName(source);
  const edited = applyEdits(transpiled.js, editsOf(program, analysis, outName));
  const parameters = [...parametersOf(analysis, known), ...importedNames(analysis, outName)];
  const inSql = analysis.sqlReads.flatMap((read) => find(known.relations, read) ?? []);
  const files = analysis.sqlTexts.flatMap(namedFiles);
  const ofFiles = files.flatMap(({ path }) => known.relationOfFile?.(path) ?? []);
  const named = parameters
    .filter((parameter) => parameter.kind === "relation")
    .map((parameter) => parameter.of);
  return {
    ok: true,
    value: {
      js: `"use strict";\n${edited.text}\n;${closing(analysis, outName)}`,
      outName,
      parameters,
      relations: [...new Set([...named, ...inSql, ...ofFiles])],
      values: [...new Set(parameters.filter(({ kind }) => kind === "value").map(({ of }) => of))],
      packages: [...new Set([...analysis.imports.map((made) => made.package), ...analysis.importCalls])],
      defines: { default: defaultExport !== null, values: exports.map(({ exported }) => exported) },
      locate: (line, column) => ({
        line,
        column: transpiled.columns(line, edited.columnBefore(line, column - 1)) + 1,
      }),
    },
  };
}

function parametersOf({ free, globals }: CellAnalysis, known: KnownNames): CellParameter[] {
  return [...free, ...globals].flatMap((name): CellParameter[] => {
    const value = find(known.values, name);
    if (value !== undefined) return [{ name, kind: "value", of: value }];
    const relation = find(known.relations, name);
    return relation === undefined ? [] : [{ name, kind: "relation", of: relation }];
  });
}

function importedNames({ imports }: CellAnalysis, outName: string): CellParameter[] {
  return imports.map(({ package: of, imported, local }, at) => ({
    // One that is imported for what it does when it is loaded has no name.
    name: local === "" ? `${outName}_${at}` : local,
    kind: "import",
    of,
    imported,
  }));
}

/** The name as written, or else one that differs only in case. */
function find(names: readonly string[], name: string): string | undefined {
  return names.includes(name) ? name : names.find((other) => other.toLowerCase() === name.toLowerCase());
}

function unusedName(source: string): string {
  let name = "$out";
  for (let n = 1; source.includes(name); n++) name = `$out${n}`;
  return name;
}

function editsOf(program: Program, analysis: CellAnalysis, out: string): Edit[] {
  const edits: Edit[] = [];
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration")
      edits.push(...blankLines(analysis, statement.start, statement.end));
    else if (statement.type === "ExportNamedDeclaration") {
      if (statement.declaration)
        edits.push(...blankLines(analysis, statement.start, statement.declaration.start));
      else edits.push(...blankLines(analysis, statement.start, statement.end));
    } else if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      if (analysis.defaultExport === "expression") {
        // Assigned where it stands; what lies between "default" and the expression (spaces, comments) stays.
        const keyword = /^export(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*default/.exec(
          analysis.transpiled.js.slice(statement.start),
        );
        const end = statement.start + (keyword?.[0].length ?? 0);
        edits.push(...blankLines(analysis, statement.start, end));
        edits.push({ start: end, end, text: `${out}.default=` });
        edits.push({ start: statement.end, end: statement.end, text: ";" });
      } else edits.push(...blankLines(analysis, statement.start, declaration.start));
    }
  }
  full(program, (node: AnyNode) => {
    if (node.type !== "ImportExpression") return;
    edits.push({ start: node.start, end: node.start + "import".length, text: `${out}.import` });
  });
  const last = analysis.defaultExport === null ? displayed(program) : null;
  if (last) {
    edits.push({ start: last.expression.start, end: last.expression.start, text: `${out}.shown=await(` });
    edits.push({ start: last.expression.end, end: last.expression.end, text: ")" });
  }
  return edits;
}

/** The last statement, where it is an expression whose value a reader would expect to see. */
function displayed(program: Program): ExpressionStatement | null {
  const last = program.body.at(-1);
  if (last?.type !== "ExpressionStatement" || last.directive !== undefined) return null;
  return isEnumBody(last) || last.expression.type === "AssignmentExpression" ? null : last;
}

/** `(function (E) {…})(E || (E = {}))`, as sucrase writes an enum. */
function isEnumBody({ expression }: ExpressionStatement): boolean {
  if (expression.type !== "CallExpression" || expression.callee.type !== "FunctionExpression") return false;
  const [argument] = expression.arguments;
  return argument?.type === "LogicalExpression" && argument.right.type === "AssignmentExpression";
}

function blank(analysis: CellAnalysis, start: number, end: number): Edit {
  const text = analysis.transpiled.js.slice(start, end).replace(/[^\n]/g, " ");
  return { start, end, text };
}

/** One edit a line, since an edit may not reach over a line end. */
function blankLines(analysis: CellAnalysis, start: number, end: number): Edit[] {
  const edits: Edit[] = [];
  let at = start;
  for (const line of analysis.transpiled.js.slice(start, end).split("\n")) {
    if (line !== "") edits.push(blank(analysis, at, at + line.length));
    at += line.length + 1;
  }
  return edits;
}

function closing({ exports, defaultExport }: CellAnalysis, out: string): string {
  const values = exports.map(({ exported, local }) => `[${JSON.stringify(exported)}]:${local}`);
  const byName =
    typeof defaultExport === "object" && defaultExport ? `${out}.default=${defaultExport.local};` : "";
  return `${byName}${out}.values={${values.join(",")}};`;
}

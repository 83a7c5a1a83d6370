import {
  type AnyNode,
  type ArrowFunctionExpression,
  type FunctionExpression,
  type Program,
  parse,
} from "acorn";
import { full, fullAncestor } from "acorn-walk";
import type { EngineError, Outcome } from "../engine/protocol.ts";
import { freeNames, namesOf } from "./freeNames.ts";
import { sandboxGlobals } from "./sandboxGlobals.ts";
import { syntaxError, transpile } from "./transpile.ts";

interface CodePlace {
  line: number;
  column: number;
  length: number;
}

/** A function of one row, from its text alone. */
export interface RowFunction {
  /** An expression of JavaScript on the same lines. */
  js: string;
  /** The fields of the row that it can read, by name, with where each is named first; null where it may read any. */
  reads: ReadonlyMap<string, CodePlace> | null;
}

/** Stands before the code, on its first line. */
const before = "const f = (";

/** Reads a function such as `(row) => row.a + 1`; errors count lines and columns from 1 in its text. */
export function readRowFunction(code: string): Outcome<RowFunction> {
  const text = code.replace(/[;\s]+$/, "");
  const transpiled = transpile(`${before}${text}\n);`);
  if (!transpiled.ok) return { ok: false, error: inCode(later(transpiled.error, text), text) };
  const { js, columns } = transpiled.value;
  const placeOf = (node: AnyNode): CodePlace => {
    const { line, column } = node.loc?.start ?? { line: 1, column: before.length };
    const at = columns(line, column) + 1;
    const end = node.loc?.end.line === line ? columns(line, node.loc.end.column) + 1 : at + 1;
    return {
      line,
      column: Math.max(1, line === 1 ? at - before.length : at),
      length: Math.max(1, end - at),
    };
  };
  const refuse = (node: AnyNode, message: string, hint: string): Outcome<RowFunction> => ({
    ok: false,
    error: { code: "sql", message, hint, ...placeOf(node) },
  });
  let program: Program;
  try {
    program = parse(js, { ecmaVersion: "latest", sourceType: "script", locations: true });
  } catch (thrown) {
    const error = syntaxError(thrown);
    const column = columns(error.line ?? 1, error.column ?? 0) + 1;
    return { ok: false, error: inCode({ ...error, column }, text) };
  }
  const made = functionOf(program);
  if (!made)
    return refuse(
      program.body[0] ?? program,
      "This is no function.",
      "Write one, such as (row) => row.name.trim().",
    );
  if (made.async)
    return refuse(
      made,
      "The function is asynchronous: it would give a promise for each row.",
      "Leave async and await out; there is nothing to wait for, since it has no network.",
    );
  if (made.generator)
    return refuse(made, "A generator gives many values, and a row has one.", "Write a plain function.");
  const [row, second] = made.params;
  if (second)
    return refuse(second, "The function is given the row and nothing else.", "Leave the others out.");
  const unknown = freeNames(program).uses.find(({ name }) => !sandboxGlobals.has(name));
  if (unknown)
    return refuse(
      unknown.node,
      `"${unknown.name}" is nothing that the function knows.`,
      "It sees its row, as in (row) => row.name, and what JavaScript itself has.",
    );
  const reads = row ? readsOf(made, placeOf) : new Map<string, CodePlace>();
  const [start, end] = [js.indexOf("("), js.lastIndexOf(")")];
  return { ok: true, value: { js: js.slice(start, end + 1), reads } };
}

/** Of two parsers' errors the one that got further: the transpiler gives up a whole function where its parameters begin. */
function later(error: EngineError, text: string): EngineError {
  try {
    parse(`${before}${text}\n);`, { ecmaVersion: "latest", sourceType: "script" });
    return error;
  } catch (thrown) {
    const other = syntaxError(thrown);
    // This one counts columns from 0.
    const column = (other.column ?? 0) + 1;
    const isLater =
      (other.line ?? 1) > (error.line ?? 1) || (other.line === error.line && column > (error.column ?? 1));
    return isLater ? { ...other, column } : error;
  }
}

/** Its place within the code; at its end where it is behind that. */
function inCode(error: EngineError, text: string): EngineError {
  const lines = text.split("\n");
  const { line = 1, column = 1 } = error;
  if (line > lines.length)
    return { ...error, line: lines.length, column: Math.max(1, lines.at(-1)?.length ?? 1) };
  return { ...error, line, column: Math.max(1, line === 1 ? column - before.length : column) };
}

type Made = ArrowFunctionExpression | FunctionExpression;

function functionOf({ body }: Program): Made | null {
  const [only, ...others] = body;
  if (others.length > 0 || only?.type !== "VariableDeclaration" || only.declarations.length > 1) return null;
  const init = only.declarations[0]?.init;
  return init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression" ? init : null;
}

function readsOf(made: Made, placeOf: (node: AnyNode) => CodePlace): RowFunction["reads"] {
  const reads = new Map<string, CodePlace>();
  const add = (name: string, node: AnyNode) => reads.has(name) || reads.set(name, placeOf(node));
  let isWhole = made.type === "FunctionExpression" && usesArguments(made);
  /** Takes the names that a pattern takes apart; the whole row where it takes the rest or names by value. */
  const takeApart = (pattern: AnyNode) => {
    const bare = pattern.type === "AssignmentPattern" ? pattern.left : pattern;
    if (bare.type !== "ObjectPattern") {
      isWhole = true;
      return;
    }
    for (const property of bare.properties) {
      const key = property.type === "Property" ? keyText(property.key, property.computed) : null;
      if (key === null) isWhole = true;
      else add(key, property);
    }
  };
  const [row] = made.params;
  const bare = row?.type === "AssignmentPattern" ? row.left : row;
  if (!bare) return reads;
  if (bare.type !== "Identifier") {
    takeApart(bare);
    return isWhole ? null : reads;
  }
  // What is called so elsewhere too is not told apart.
  if (declaredWithin(made, bare.name)) return null;
  fullAncestor(made.body, (node, _, ancestors) => {
    if (node.type !== "Identifier" || node.name !== bare.name) return;
    const parent = ancestors.at(-2);
    if (parent?.type === "MemberExpression" && parent.object !== node) {
      if (parent.computed) isWhole = true;
      return;
    }
    if (parent?.type === "MemberExpression") {
      const key = keyText(parent.property, parent.computed);
      if (key === null) isWhole = true;
      else add(key, parent.property);
    } else if (parent?.type === "VariableDeclarator" && parent.init === node) takeApart(parent.id);
    else if (!(parent?.type === "Property" && parent.key === node && !parent.shorthand)) isWhole = true;
  });
  // Every object has these, and a column of that name is read like any other.
  return isWhole ? null : reads;
}

function keyText(key: AnyNode, isComputed: boolean): string | null {
  if (key.type === "Identifier") return isComputed ? null : key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : null;
}

function usesArguments(made: Made): boolean {
  let found = false;
  full(made.body, (node) => {
    if (node.type === "Identifier" && node.name === "arguments") found = true;
  });
  return found;
}

/** Whether a name is given to something within the function too. */
function declaredWithin(made: Made, name: string): boolean {
  let count = 0;
  full(made, (node) => {
    if (node.type === "VariableDeclarator") count += namesOf(node.id).includes(name) ? 1 : 0;
    else if (node.type === "CatchClause" && node.param) count += namesOf(node.param).includes(name) ? 1 : 0;
    else if ("params" in node)
      for (const param of node.params) count += namesOf(param).includes(name) ? 1 : 0;
    if ("id" in node && node.id && "name" in node.id && node.id.name === name) count++;
  });
  return count > 1;
}

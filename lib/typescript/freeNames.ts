import type { AnyNode, Pattern, Program, TaggedTemplateExpression } from "acorn";
import { ancestor } from "acorn-walk";

/** Names a program uses without declaring them, in order of first use, and the `sql` templates among them. */
export interface FreeNames {
  names: string[];
  /** Every place where one of them is written; in `{ name }` it stands for key and value at once. */
  uses: { name: string; node: AnyNode; isShorthand: boolean }[];
  sqlTemplates: TaggedTemplateExpression[];
}

/** Nodes that hold names of their own. A function's body is a scope inside its parameters' scope. */
const scopeTypes = new Set([
  "Program",
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassExpression",
  "BlockStatement",
  "StaticBlock",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "CatchClause",
  "SwitchStatement",
]);
const varScopeTypes = new Set([
  "Program",
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "StaticBlock",
]);

/** Finds the names that must come from outside: relations, values of other cells, globals. */
export function freeNames(program: Program): FreeNames {
  const declared = collectDeclarations(program);
  const isFree = (name: string, ancestors: readonly AnyNode[]) =>
    !ancestors.some((node) => declared.get(node)?.has(name));
  const names = new Set<string>();
  const uses: FreeNames["uses"] = [];
  const sqlTemplates: TaggedTemplateExpression[] = [];
  const visit = (node: AnyNode, _: unknown, ancestors: AnyNode[]) => {
    if (node.type !== "Identifier" || !isFree(node.name, ancestors)) return;
    names.add(node.name);
    const parent = ancestors.at(-2);
    uses.push({ name: node.name, node, isShorthand: parent?.type === "Property" && parent.shorthand });
  };
  ancestor(program, {
    Identifier: visit,
    // acorn-walk calls targets of assignments so; declared ones are found in their scope.
    ...{ VariablePattern: visit },
    TaggedTemplateExpression(node, _, ancestors) {
      if (node.tag.type === "Identifier" && node.tag.name === "sql" && isFree("sql", ancestors)) {
        sqlTemplates.push(node);
      }
    },
  });
  return { names: [...names], uses, sqlTemplates };
}

/** Whether a program gives a name, compared without case, to something itself anywhere. */
export function declares(program: Program, name: string): boolean {
  const wanted = name.toLowerCase();
  return [...collectDeclarations(program).values()].some((names) =>
    [...names].some((declared) => declared.toLowerCase() === wanted),
  );
}

function collectDeclarations(program: Program): Map<object, Set<string>> {
  const declared = new Map<object, Set<string>>();
  const add = (scope: object | undefined, name: string) => {
    if (!scope) return;
    const known = declared.get(scope);
    if (known) known.add(name);
    else declared.set(scope, new Set([name]));
  };
  const scopeOf = (ancestors: readonly AnyNode[], types: ReadonlySet<string>) =>
    ancestors.findLast((node) => types.has(node.type));
  ancestor(program, {
    VariableDeclaration(node, _, ancestors) {
      const scope = scopeOf(ancestors, node.kind === "var" ? varScopeTypes : scopeTypes);
      for (const { id } of node.declarations) for (const name of namesOf(id)) add(scope, name);
    },
    Function(node, _, ancestors) {
      for (const parameter of node.params) for (const name of namesOf(parameter)) add(node, name);
      if (!node.id) return;
      const isStatement = node.type === "FunctionDeclaration";
      add(isStatement ? scopeOf(ancestors.slice(0, -1), scopeTypes) : node, node.id.name);
    },
    Class(node, _, ancestors) {
      if (!node.id) return;
      const isStatement = node.type === "ClassDeclaration";
      add(isStatement ? scopeOf(ancestors.slice(0, -1), scopeTypes) : node, node.id.name);
    },
    CatchClause(node) {
      if (node.param) for (const name of namesOf(node.param)) add(node, name);
    },
    ImportDeclaration(node) {
      for (const { local } of node.specifiers) add(program, local.name);
    },
  });
  return declared;
}

/** The names that a pattern binds. */
export function namesOf(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesOf(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? namesOf(element) : []));
    case "RestElement":
      return namesOf(pattern.argument);
    case "AssignmentPattern":
      return namesOf(pattern.left);
    case "MemberExpression":
      return [];
  }
}

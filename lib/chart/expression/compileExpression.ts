import { type Expression, parseExpressionAt } from "acorn";
import { OnlyVega } from "../onlyVega.ts";
import { callFunction, inRange, lengthOf } from "./functions.ts";
import {
  asNumber,
  booleanValue,
  commonType,
  computed,
  type JsValue,
  nothing,
  numberValue,
  stringValue,
  truth,
  truthSql,
} from "./jsValue.ts";
import { binary, logical } from "./operators.ts";

/** A field of the row, by its exact name; throws OnlyVega where SQL has no value of that kind. */
export type FieldValue = (name: string) => JsValue;

const constants: Readonly<Record<string, number>> = {
  PI: Math.PI,
  E: Math.E,
  LN2: Math.LN2,
  LN10: Math.LN10,
  LOG2E: Math.LOG2E,
  LOG10E: Math.LOG10E,
  SQRT1_2: Math.SQRT1_2,
  SQRT2: Math.SQRT2,
  NaN: Number.NaN,
};

/** A Vega expression over a row as SQL with the same answer for every row; throws OnlyVega where there is none. */
export function compileExpression(text: string, field: FieldValue): JsValue {
  return compiled(parsed(text), field);
}

/** A Vega expression as a SQL condition that is never NULL. */
export function compileTest(text: string, field: FieldValue): string {
  return testOf(parsed(text), field);
}

function parsed(text: string): Expression {
  try {
    const node = parseExpressionAt(text, 0, { ecmaVersion: 2022 });
    // Text behind the expression is Vega's to complain about.
    if (text.slice(node.end).trim() === "") return node;
  } catch {
    throw new OnlyVega("a text that is no expression");
  }
  throw new OnlyVega("more than one expression");
}

function testOf(node: Expression, field: FieldValue): string {
  if (node.type === "LogicalExpression" && node.operator !== "??")
    return `(${testOf(node.left, field)} ${node.operator === "&&" ? "AND" : "OR"} ${testOf(node.right, field)})`;
  if (node.type === "UnaryExpression" && node.operator === "!")
    return `(NOT ${testOf(node.argument, field)})`;
  if (node.type === "ParenthesizedExpression") return testOf(node.expression, field);
  return truthSql(compiled(node, field));
}

function compiled(node: Expression, field: FieldValue): JsValue {
  switch (node.type) {
    case "Literal":
      return literalValue(node.value);
    case "ParenthesizedExpression":
      return compiled(node.expression, field);
    case "Identifier": {
      const value = Object.hasOwn(constants, node.name) ? constants[node.name] : undefined;
      if (value === undefined) throw new OnlyVega(node.name);
      return numberValue(value);
    }
    case "MemberExpression":
      return memberValue(node, field);
    case "UnaryExpression": {
      if (node.operator === "!") return truth(`(NOT ${testOf(node.argument, field)})`);
      const value = asNumber(compiled(node.argument, field));
      if (node.operator === "+") return value;
      if (node.operator !== "-") throw new OnlyVega(`the operator ${node.operator}`);
      if (typeof value.literal === "number") return numberValue(-value.literal);
      return computed(`(-${value.sql})`, value.mayBeNaN, false);
    }
    case "BinaryExpression":
      if (node.left.type === "PrivateIdentifier") throw new OnlyVega("#");
      return binary(node.operator, compiled(node.left, field), compiled(node.right, field));
    case "LogicalExpression":
      return logical(node.operator, compiled(node.left, field), compiled(node.right, field));
    case "ConditionalExpression":
      return chosen(node.test, node.consequent, node.alternate, field);
    case "CallExpression":
      return called(node, field);
    default:
      throw new OnlyVega(node.type);
  }
}

function literalValue(value: unknown): JsValue {
  if (value === null) return nothing;
  if (typeof value === "number") return numberValue(value);
  if (typeof value === "string") return stringValue(value);
  if (typeof value === "boolean") return booleanValue(value);
  throw new OnlyVega("a pattern");
}

function memberValue(node: Extract<Expression, { type: "MemberExpression" }>, field: FieldValue): JsValue {
  const { object, property, computed: isComputed } = node;
  const name =
    !isComputed && property.type === "Identifier"
      ? property.name
      : isComputed && property.type === "Literal" && typeof property.value === "string"
        ? property.value
        : null;
  if (name === null || object.type === "Super") throw new OnlyVega("a computed name");
  if (object.type === "Identifier" && object.name === "datum") return field(name);
  if (name === "length") return lengthOf(compiled(object, field));
  throw new OnlyVega(`.${name}`);
}

function chosen(test: Expression, yes: Expression, no: Expression, field: FieldValue): JsValue {
  const [a, b] = [compiled(yes, field), compiled(no, field)];
  const choice = (x: string, y: string) => `CASE WHEN ${testOf(test, field)} THEN ${x} ELSE ${y} END`;
  const value = { ...commonType(a, b), sql: choice(a.sql, b.sql) };
  if (!a.whole || !b.whole) return value;
  const [[a0, a1], [b0, b1]] = [a.whole.range, b.whole.range];
  const range = [Math.min(a0, b0), Math.max(a1, b1)] as const;
  return { ...value, whole: { sql: choice(a.whole.sql, b.whole.sql), range } };
}

function called(node: Extract<Expression, { type: "CallExpression" }>, field: FieldValue): JsValue {
  const { callee } = node;
  if (callee.type !== "Identifier") throw new OnlyVega("a method");
  const args = node.arguments.map((argument) => {
    if (argument.type === "SpreadElement") throw new OnlyVega("...");
    return argument;
  });
  const [first, second, third] = args;
  if (callee.name === "if" && first && second && third && args.length === 3)
    return chosen(first, second, third, field);
  if (callee.name === "inrange" && args.length === 2 && first && second?.type === "ArrayExpression") {
    const [low, high, ...more] = listed(second, field);
    if (low && high && more.length === 0) return inRange(compiled(first, field), low, high);
  }
  // `indexof` of a list asks which of its values this one is.
  if (callee.name === "indexof" && first?.type === "ArrayExpression" && second && args.length === 2) {
    const value = compiled(second, field);
    const cases = listed(first, field).map(
      (item, index) => `WHEN ${binary("===", item, value).sql} THEN ${index}`,
    );
    if (cases.length === 0) return numberValue(-1);
    return computed(`CASE ${cases.join(" ")} ELSE -1 END::DOUBLE`, false, true);
  }
  return callFunction(
    callee.name,
    args.map((argument) => compiled(argument, field)),
  );
}

function listed(node: Extract<Expression, { type: "ArrayExpression" }>, field: FieldValue): JsValue[] {
  return node.elements.map((element) => {
    if (!element || element.type === "SpreadElement") throw new OnlyVega("a list");
    return compiled(element, field);
  });
}

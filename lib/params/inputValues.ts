import type { Column } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import { codeInDoc } from "../typescript/docText.ts";
import { columnType } from "../typescript/relationTypes.ts";
import type { ScopeValue } from "../typescript/valueDeclarations.ts";
import { bindParam } from "./bindParam.ts";
import type { ParamDefinition, ParamValue } from "./param.ts";
import { choicesColumn, paramOf } from "./paramOf.ts";

/** Longer lists of options are plain text to the editor. */
const mostLiterals = 100;

/** What TypeScript cells see of input cells: the value by name, for each that holds one. */
export function inputValues(
  cells: readonly Cell[],
  relations: readonly { name: string; columns: readonly Column[] }[],
): ScopeValue[] {
  return cells.flatMap((cell) => (cell.kind === "input" ? (inputValue(cell, relations) ?? []) : []));
}

function inputValue(cell: Cell, relations: Parameters<typeof inputValues>[1]): ScopeValue | null {
  const param = paramOf(cell);
  if (!param.ok || param.value.definition.type === "file") return null;
  const { definition } = param.value;
  const value = param.value.value.ok ? param.value.value.value : definition.value;
  const from = choicesColumn(definition);
  const relation = relations.find(({ name }) => name.toLowerCase() === from?.relation.toLowerCase());
  const column = relation?.columns.find(({ name }) => name.toLowerCase() === from?.column.toLowerCase());
  const bound = bindParam(definition, value, column?.type ?? null);
  const duckTypes = Object.entries(bound.sql).map(([member, { type }]) => `${member && `${member} `}${type}`);
  // Null where it is null now, or is so unless somebody enters something.
  const mayBeNull = (value === null || definition.value === null) && definition.type !== "date range";
  const type = typeOf(definition, value, bound.packed, column?.type ?? null);
  return {
    name: cell.name,
    type: mayBeNull ? `${type} | null` : type,
    doc: `An input: ${codeInDoc(duckTypes.join(", "))}.`,
  };
}

function typeOf(
  definition: ParamDefinition,
  value: ParamValue,
  packed: unknown,
  column: string | null,
): string {
  switch (definition.type) {
    case "checkbox":
      return "boolean";
    case "number":
    case "slider":
      return value === null ? "number" : typeof packed;
    case "date":
      return "DuckTime";
    case "date range": {
      const day = value === null ? "DuckTime | null" : "DuckTime";
      return `{ start: ${day}; end: ${day} }`;
    }
    case "select":
      return choiceType(definition.choices, packed, column);
    case "multi-select":
      return `(${choiceType(definition.choices, Array.isArray(packed) ? packed[0] : null, column)})[]`;
    default:
      return "string";
  }
}

function choiceType(
  choices: Extract<ParamDefinition, { choices: unknown }>["choices"],
  packed: unknown,
  column: string | null,
): string {
  if (choices.kind === "column") return columnChoiceType(packed, column ?? "VARCHAR");
  if (choices.of === "number") return "number";
  if (choices.options.length > mostLiterals) return "string";
  return choices.options.map(({ value }) => JSON.stringify(value)).join(" | ");
}

/** What the chosen value is; where none is, what most of its column are: whole numbers are seldom past 2^53. */
function columnChoiceType(packed: unknown, column: string): string {
  if (column === "DATE") return "DuckTime";
  if (packed !== null && packed !== undefined) return typeof packed;
  if (/^TIME/.test(column)) return "string";
  const type = columnType(column);
  return type === "bigint" ? "number" : type;
}

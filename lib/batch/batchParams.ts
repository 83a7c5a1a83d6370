import { closestName } from "../dataflow/closestName.ts";
import { quoted } from "../dataflow/listed.ts";
import type { Outcome } from "../engine/protocol.ts";
import type { NotebookDocument } from "../notebook/document.ts";
import { paramOf } from "../params/paramOf.ts";
import { parseParamText } from "../params/paramText.ts";

/** The notebook with these values in its input cells, as a command line says them; the first that does not fit is refused. */
export function withParams(
  document: NotebookDocument,
  params: Readonly<Record<string, string>>,
): Outcome<NotebookDocument> {
  const inputs = document.cells.filter(({ kind }) => kind === "input");
  let cells = document.cells;
  for (const [name, text] of Object.entries(params)) {
    const cell = inputs.find((input) => input.name.toLowerCase() === name.toLowerCase());
    if (!cell) {
      const names = inputs.map((input) => input.name);
      const near = closestName(name, names);
      const known =
        names.length === 0 ? "The notebook has no input cells." : `There are: ${names.join(", ")}.`;
      return failed(
        `No input cell is called ${quoted(name)}.`,
        near === null ? known : `Did you mean ${near}?`,
      );
    }
    const param = paramOf(cell);
    if (!param.ok)
      return failed(
        `The input cell ${quoted(cell.name)} cannot be read. ${param.error.message}`,
        param.error.hint,
      );
    if (param.value.definition.type === "file")
      return failed(`${quoted(cell.name)} takes a file.`, `Say --input ${cell.name}=PATH.`);
    const value = parseParamText(param.value.definition, text);
    if (!value.ok) return failed(`--param ${cell.name}: ${value.error.message}`, value.error.hint);
    const given = value.value;
    cells = cells.map((other) => (other.id === cell.id ? { ...other, given } : other));
  }
  return { ok: true, value: { ...document, cells } };
}

function failed(message: string, hint?: string): Outcome<never> {
  return { ok: false, error: { code: "sql", message, ...(hint !== undefined && { hint }) } };
}

import type { TaggedTemplateExpression } from "acorn";
import { type Renaming, renameRelation } from "../sql/renameRelation.ts";
import { lineColumnAt, offsetAt, type TextEdit } from "../sql/textEdits.ts";
import { analyse, type CellAnalysis } from "./analyse.ts";
import { declares, freeNames } from "./freeNames.ts";
import { sandboxGlobals } from "./sandboxGlobals.ts";

const words = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof var void while with yield`.split(/\s+/),
);

/**
 * Renames a relation or value of another cell in a TypeScript cell: where its name is used free, and inside `sql`
 * templates. Names that the cell declares itself stay, as do properties, strings and comments.
 */
export function renameFree(source: string, from: string, to: string): Renaming {
  const analysed = analyse(source);
  if (!analysed.ok) return { ok: false, why: "it is not TypeScript as it stands" };
  const analysis = analysed.value;
  const { uses, sqlTemplates } = freeNames(analysis.program);
  const named = uses.filter(({ name }) => name.toLowerCase() === from.toLowerCase());
  if (named.length > 0 && declares(analysis.program, to))
    return { ok: false, why: `it has a "${to}" of its own` };
  if (named.length > 0 && words.has(to)) return { ok: false, why: `"${to}" is a word of TypeScript` };
  if (named.length > 0 && sandboxGlobals.has(to))
    return { ok: false, why: `"${to}" means something else in TypeScript` };
  const edits: TextEdit[] = named.map(({ name, node: { start, end }, isShorthand }) => ({
    start,
    end,
    text: isShorthand ? `${name}: ${to}` : to,
  }));
  for (const template of sqlTemplates) {
    const inside = inTemplate(template, from, to);
    if (!inside.ok) return inside;
    edits.push(...inside.edits);
  }
  const inSource = edits.map((edit) => placeInSource(source, analysis, edit));
  return inSource.every((edit) => edit !== null)
    ? { ok: true, edits: inSource }
    : { ok: false, why: "its text is written in a way that hides the name" };
}

/** Edits of the program's text, for the SQL of a template; what is put into it between its parts is a value. */
function inTemplate({ quasi }: TaggedTemplateExpression, from: string, to: string): Renaming {
  let sql = "";
  const parts = quasi.quasis.map(({ value, start }, i) => {
    if (i > 0) sql += `{{__eider_value_${i - 1}}}`;
    const part = { at: sql.length, start, isPlain: value.raw === value.cooked };
    sql += value.raw;
    return part;
  });
  const found = renameRelation(sql, from, to);
  if (!found.ok || found.edits.length === 0) return found;
  if (parts.some(({ isPlain }) => !isPlain))
    return { ok: false, why: "a sql template in it has escaped characters" };
  const edits = found.edits.map((edit) => {
    const part = parts.findLast(({ at }) => at <= edit.start);
    const shift = (part?.start ?? 0) - (part?.at ?? 0);
    return { ...edit, start: edit.start + shift, end: edit.end + shift };
  });
  return { ok: true, edits };
}

/** An edit of the JavaScript as one of the TypeScript that it was made from; null where the two do not say the same there. */
function placeInSource(
  source: string,
  { transpiled: { js, columns } }: CellAnalysis,
  { start, end, text }: TextEdit,
): TextEdit | null {
  const { line, column } = lineColumnAt(js, start);
  const at = offsetAt(source, line, columns(line, column - 1) + 1);
  const written = js.slice(start, end);
  return source.slice(at, at + written.length) === written
    ? { start: at, end: at + written.length, text }
    : null;
}

import { readRecipe } from "../../clean/readRecipe.ts";
import { StepError } from "../../clean/stepError.ts";
import type { Place } from "../../clean/yamlTree.ts";
import { relationKey } from "../../dataflow/relationKey.ts";
import { yamlScalar } from "../../formats/yamlText.ts";
import { renameRelation } from "../../sql/renameRelation.ts";
import { applyEdits, type TextEdit } from "../../sql/textEdits.ts";

/** A recipe's text once a relation that its mappings, checks or expressions read is called otherwise. */
export function renameInRecipe(source: string, from: string, to: string): string {
  const steps = readRecipe(source);
  if (!steps.ok) return source;
  const edits = new Map<number, TextEdit>();
  const put = ({ start, end }: Place, text: string) => edits.set(start, { start, end, text });
  for (const { bound } of steps.value) {
    if (bound instanceof StepError) continue;
    const isSql = (place: Place) => bound.expressions.some((one) => one.place.start === place.start);
    for (const { name, place } of bound.reads)
      if (relationKey(name) === relationKey(from) && !isSql(place)) {
        const written = source.slice(place.start, place.end);
        const column = columnBehind(written, name);
        put(place, yamlScalar(column === null ? to : `${to}.${column}`));
      }
    for (const { value, place } of bound.expressions) {
      const renamed = renameRelation(`select ${value}`, from, to);
      if (!renamed.ok || renamed.edits.length === 0) continue;
      put(place, yamlScalar(applyEdits(`select ${value}`, renamed.edits).text.slice("select ".length)));
    }
  }
  return applyEdits(
    source,
    [...edits.values()].sort((a, b) => a.start - b.start),
  ).text;
}

/** What stands behind the relation's name in `RELATION.COLUMN`; null where it stands alone. */
function columnBehind(written: string, name: string): string | null {
  const bare = written.replace(/^["']|["']$/g, "");
  return bare.length > name.length && bare.startsWith(`${name}.`) ? bare.slice(name.length + 1) : null;
}

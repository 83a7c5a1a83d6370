import { fieldColumn } from "../chart/fieldColumn.ts";
import { jsonTree } from "../chartBuilder/jsonTree.ts";
import type { Column } from "../engine/protocol.ts";
import { formsAt } from "./formsAt.ts";
import { formsWords } from "./specCompletions.ts";
import { specPlace } from "./specPlace.ts";
import type { SpecSchema } from "./specSchema.ts";
import { specWords } from "./specWords.ts";

/** What the word at an offset is: a property and what it takes, or a column and its type. Plain text, one item a line. */
export function specHover(
  text: string,
  offset: number,
  schema: SpecSchema,
  columns: readonly Column[],
): { start: number; end: number; lines: string[] } | null {
  const place = specPlace(text, jsonTree(text), offset);
  if (!place || place.start === place.end) return null;
  const { start, end } = place;
  const forms = formsAt(schema, place);
  if (place.role === "value") {
    const column = forms.some(({ isField }) => isField) ? fieldColumn(place.text, columns) : null;
    return column && { start, end, lines: [`${column.name}: ${column.type}`] };
  }
  const known = schema.property(forms, place.text);
  if (known.length === 0) return null;
  const choices = [...new Set(known.flatMap(({ values }) => values ?? []))];
  const shown = choices.slice(0, 24).map(String).join(", ");
  const more = choices.length > 24 ? `, and ${choices.length - 24} more` : "";
  const words = specWords(place.text);
  return {
    start,
    end,
    lines: [
      `${place.text}: ${formsWords(known)}`,
      ...(words === null ? [] : [words]),
      ...(choices.length > 4 ? [`One of ${shown}${more}.`] : []),
    ],
  };
}

import { jsonTree } from "../chartBuilder/jsonTree.ts";
import { fieldOf } from "../chartBuilder/shelf.ts";
import type { Column } from "../engine/protocol.ts";
import { formsAt } from "./formsAt.ts";
import { specPlace } from "./specPlace.ts";
import type { SpecForm, SpecSchema } from "./specSchema.ts";
import { specWords } from "./specWords.ts";

export interface SpecSuggestion {
  kind: "property" | "value" | "column";
  label: string;
  /** What is written, quotes included, as a Monaco snippet. */
  snippet: string;
  /** Beside the label: a type, or what the property takes. */
  detail: string;
  documentation: string | null;
  /** More suggestions are wanted once it is there. */
  goesOn: boolean;
}

const none = { start: 0, end: 0, suggestions: [] };
/** Where to begin: these stand first among the properties of their object. */
const first = [
  "mark",
  "encoding",
  "field",
  "type",
  "aggregate",
  "bin",
  "timeUnit",
  "x",
  "y",
  "color",
  "value",
  "condition",
];

/** What can be written at an offset of a chart's text, and what it replaces there. */
export function specCompletions(
  text: string,
  offset: number,
  schema: SpecSchema,
  columns: readonly Column[],
): { start: number; end: number; suggestions: SpecSuggestion[] } {
  const tree = jsonTree(text);
  const place = specPlace(text, tree, offset);
  if (!place) return none;
  const forms = formsAt(schema, place);
  const { start, end } = place;
  if (place.role === "key") {
    const there = new Set(place.object?.entries.map(({ key }) => key.value));
    const names = new Set(forms.flatMap(({ properties }) => Object.keys(properties)));
    const wanted = [...names].filter((name) => name === place.text || !there.has(name));
    const isLast = !place.object?.entries.some(({ key }) => key.start >= end);
    const suggestions = wanted.toSorted(byUse).map((name): SpecSuggestion => {
      const values = schema.property(forms, name);
      return {
        kind: "property",
        label: name,
        snippet: place.hasColon
          ? quoted(name)
          : `${quoted(name)}: ${valueSnippet(values)}${isLast ? "" : ","}`,
        detail: formsWords(values),
        documentation: specWords(name),
        goesOn: !place.hasColon && hasChoices(values),
      };
    });
    return { start, end, suggestions };
  }
  return { start, end, suggestions: [...columnsFor(forms, columns), ...valuesFor(forms)] };
}

/** Whether a column is named here. */
function columnsFor(forms: readonly SpecForm[], columns: readonly Column[]): SpecSuggestion[] {
  if (!forms.some(({ isField }) => isField)) return [];
  return columns.map(({ name, type }) => ({
    kind: "column",
    label: name,
    snippet: quoted(fieldOf(name)),
    detail: type,
    documentation: null,
    goesOn: false,
  }));
}

function valuesFor(forms: readonly SpecForm[]): SpecSuggestion[] {
  const fixed = forms.flatMap(
    ({ values, types }) => values ?? (types.includes("boolean") ? [true, false] : []),
  );
  const isNullable = forms.some(({ types }) => types.includes("null"));
  const all = new Set([...fixed, ...(isNullable ? [null] : [])]);
  return [...all].map((value) => ({
    kind: "value",
    label: String(value),
    snippet: typeof value === "string" ? quoted(value) : String(value),
    detail: "",
    documentation: null,
    goesOn: false,
  }));
}

function valueSnippet(forms: readonly SpecForm[]): string {
  const takes = (type: string) => forms.some(({ types }) => types.includes(type));
  if (forms.some(({ isField }) => isField)) return '"$0"';
  if (forms.some(({ values }) => values?.some((value) => typeof value === "string"))) return '"$0"';
  if (takes("string") && !takes("object")) return '"$0"';
  if (takes("boolean")) return "$0";
  if (takes("object")) return "{ $0 }";
  if (takes("array")) return "[$0]";
  return "$0";
}

function hasChoices(forms: readonly SpecForm[]): boolean {
  return forms.some(({ values, isField, types }) => values !== null || isField || types.includes("boolean"));
}

/** What a property takes, in a few words. */
export function formsWords(forms: readonly SpecForm[]): string {
  if (forms.some(({ isField }) => isField)) return "column";
  const names = new Set(forms.flatMap(({ types }) => types));
  const values = forms.flatMap(({ values }) => values ?? []);
  if (values.length > 0 && values.length <= 4 && names.size === 1)
    return values.map((value) => JSON.stringify(value)).join(" | ");
  return [...names].join(" | ");
}

function byUse(a: string, b: string): number {
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** As JSON, and safe as a snippet. */
function quoted(name: string): string {
  return JSON.stringify(name).replace(/[\\$}]/g, "\\$&");
}

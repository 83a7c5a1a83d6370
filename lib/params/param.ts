/** The controls that an input cell can show, as its definition names them. */
export const inputTypes = [
  "text",
  "number",
  "slider",
  "date",
  "date range",
  "select",
  "multi-select",
  "checkbox",
  "file",
] as const;
export type InputType = (typeof inputTypes)[number];

/** Both days belong to it; each is `YYYY-MM-DD`. */
export interface DateRange {
  readonly start: string;
  readonly end: string;
}

/**
 * The value of an input as plain data, fit for JSON: numbers are exact text, dates `YYYY-MM-DD`, chosen options the text
 * that DuckDB prints. null where nothing was entered or chosen.
 */
export type ParamValue = string | boolean | null | readonly string[] | DateRange;

/** What a number is in SQL where the definition says so; else that follows from its text (see `numberType`). */
export type NumberType = "BIGINT" | "DOUBLE" | `DECIMAL(${number},${number})`;

/** What there is to choose from: the definition's own list, or the values of a relation's column. */
export type Choices =
  | {
      readonly kind: "list";
      readonly of: "text" | "number";
      readonly options: readonly { value: string; label: string }[];
    }
  | { readonly kind: "column"; readonly relation: string; readonly column: string };

/** Bounds are exact text, null where there is none. */
interface Bounds {
  readonly min: string | null;
  readonly max: string | null;
}

/** An input cell's text, read. `value` is the default that travels with the notebook. */
export type ParamDefinition = {
  /** "" where the cell's name has to do. */
  readonly label: string;
} & (
  | { readonly type: "text"; readonly placeholder: string; readonly value: string }
  | (Bounds & {
      readonly type: "number";
      /** null where any number will do. */
      readonly step: string | null;
      readonly as: NumberType | null;
      readonly value: string | null;
    })
  | {
      readonly type: "slider";
      readonly min: string;
      readonly max: string;
      readonly step: string;
      readonly as: NumberType | null;
      readonly value: string;
    }
  | (Bounds & { readonly type: "date"; readonly value: string | null })
  | (Bounds & { readonly type: "date range"; readonly value: DateRange | null })
  | { readonly type: "select"; readonly choices: Choices; readonly value: string | null }
  | { readonly type: "multi-select"; readonly choices: Choices; readonly value: readonly string[] }
  | { readonly type: "checkbox"; readonly value: boolean }
  | { readonly type: "file"; readonly value: null }
);

export type NumberDefinition = Extract<ParamDefinition, { type: "number" | "slider" }>;
export type ChoiceDefinition = Extract<ParamDefinition, { choices: Choices }>;

/** Whether two values are the same. */
export function isSameValue(a: ParamValue, b: ParamValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

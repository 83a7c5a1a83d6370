import { fieldColumn } from "../chart/fieldColumn.ts";
import { locateJsonError } from "../chart/locateJsonError.ts";
import { type JsonNode, jsonTree } from "../chartBuilder/jsonTree.ts";
import { nameOfField } from "../chartBuilder/shelf.ts";
import { closestName } from "../dataflow/closestName.ts";
import type { Column } from "../engine/protocol.ts";
import { objectForms, takes, typeOf } from "./narrow.ts";
import { formsWords } from "./specCompletions.ts";
import type { SpecForm, SpecSchema } from "./specSchema.ts";

/** Something wrong in a chart's text. Offsets count UTF-16 units; `isMinor`: the chart can be drawn all the same. */
export interface SpecProblem {
  start: number;
  end: number;
  message: string;
  isMinor: boolean;
}

const mostProblems = 50;
/** These make columns that the relation has not. */
const fieldMakers = ["transform", "repeat", "data", "datasets"];

/** What is wrong in a chart's text: as JSON, by Vega-Lite's schema, and in the columns that it names. `columns` null: not known. */
export function specProblems(
  text: string,
  schema: SpecSchema,
  relation: string,
  columns: readonly Column[] | null,
): SpecProblem[] {
  if (text.trim() === "") return [];
  const broken = locateJsonError(text);
  if (broken) {
    const { index, length, message, hint } = broken;
    const start = Math.min(index, Math.max(0, text.length - 1));
    return [{ start, end: start + length, message: `${message} ${hint}`, isMinor: false }];
  }
  const tree = jsonTree(text);
  if (!tree) return [];
  const makesFields = fieldMakers.some((key) => text.includes(`"${key}"`));
  const checker = new Checker(schema, relation, makesFields ? null : columns);
  checker.value(tree, schema.top(), "chart");
  return checker.problems.slice(0, mostProblems);
}

class Checker {
  readonly problems: SpecProblem[] = [];
  constructor(
    private readonly schema: SpecSchema,
    private readonly relation: string,
    private readonly columns: readonly Column[] | null,
  ) {}

  value(node: JsonNode, forms: readonly SpecForm[], key: string): void {
    const type = typeOf(node);
    // What takes anything says nothing.
    if (type === null || forms.length === 0 || forms.some((form) => isAnything(form))) return;
    const fitting = forms.filter((form) => takes(form, type));
    if (fitting.length === 0) {
      this.add(node, `"${key}" takes ${formsWords(forms)}, not ${withArticle(type)}.`);
      return;
    }
    if (node.kind === "object") this.object(node, fitting);
    else if (node.kind === "array") {
      const items = this.schema.items(fitting);
      if (items.length > 0) for (const item of node.items) this.value(item, items, key);
    } else this.fixed(node, fitting, key);
  }

  private object(node: Extract<JsonNode, { kind: "object" }>, fitting: readonly SpecForm[]): void {
    const forms = objectForms(this.schema, fitting, node);
    // A value in an encoding may have any key in one form: `expr`, and others by chance.
    const names = [...new Set(forms.flatMap(({ properties }) => Object.keys(properties)))];
    for (const { key, value } of node.entries) {
      const known = this.schema.property(forms, key.value);
      if (names.includes(key.value)) {
        if (value) this.value(value, known, key.value);
      } else if (!forms.some(({ isOpen }) => isOpen)) {
        this.add(key, `Vega-Lite knows no "${key.value}" here.${didYouMean(key.value, names)}`, true);
      }
    }
  }

  private fixed(
    node: Extract<JsonNode, { kind: "string" | "word" }>,
    fitting: readonly SpecForm[],
    key: string,
  ): void {
    if (fitting.some(({ isField }) => isField) && node.kind === "string") {
      this.column(node);
      return;
    }
    const values = fitting.flatMap((form) => form.values ?? []);
    if (fitting.some((form) => form.values === null) || values.includes(node.value)) return;
    const texts = values.map(String);
    const near = node.kind === "string" ? didYouMean(node.value, texts) : "";
    const some = texts.length <= 12 ? ` It is one of ${texts.join(", ")}.` : "";
    this.add(node, `"${key}" has no value ${JSON.stringify(node.value)}.${near || some}`);
  }

  private column(node: Extract<JsonNode, { kind: "string" }>): void {
    if (!this.columns || fieldColumn(node.value, this.columns)) return;
    // A part of a nested value.
    const root = /^(?:\\.|[^.[\\])*/.exec(node.value)?.[0] ?? "";
    if (root !== node.value && fieldColumn(root, this.columns)) return;
    const names = this.columns.map(({ name }) => name);
    this.add(
      node,
      `${this.relation} has no column "${nameOfField(node.value)}".${didYouMean(node.value, names)}`,
    );
  }

  private add({ start, end }: JsonNode, message: string, isMinor = false): void {
    this.problems.push({ start, end, message, isMinor });
  }
}

function isAnything(form: SpecForm): boolean {
  return form.types.length === 0 && form.values === null && Object.keys(form.properties).length === 0;
}

function didYouMean(name: string, names: readonly string[]): string {
  const near = closestName(name, names);
  return near ? ` Did you mean "${near}"?` : "";
}

function withArticle(type: string): string {
  if (type === "null") return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

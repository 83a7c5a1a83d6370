import { columnFamily } from "../../lib/clean/columnFamily.ts";
import type { Options } from "../../lib/clean/editRecipe.ts";
import type { Field } from "../../lib/clean/fields.ts";
import type { StepDefinition } from "../../lib/clean/stepDefinition.ts";
import type { Column } from "../../lib/engine/protocol.ts";

/** What a new step begins with: the first column that it can work on, so that its effect is seen at once. */
export function firstOptions({ key, fields }: StepDefinition, columns: readonly Column[]): Options {
  if (key === "dedupe") return {};
  const firstOf = (of: Field<unknown>["of"]) =>
    columns.find(({ type }) => of === undefined || columnFamily(type) === of) ?? columns[0];
  const free = (stem: string) => {
    let name = stem;
    for (let at = 2; columns.some((column) => column.name === name); at++) name = `${stem}_${at}`;
    return name;
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([option, field]): [string, unknown][] => {
      if (key === "check" && option === "not_null") return [[option, [columns[0]?.name ?? ""]]];
      if (key === "fill" && option === "with") return [[option, "0"]];
      if (key === "map" && option === "values") return [[option, { old: "new" }]];
      if (field.absent) return [];
      const column = firstOf(field.of);
      const name = column?.name ?? "";
      switch (field.control) {
        case "column":
          return [[option, name]];
        case "columns":
          return [[option, [name]]];
        case "choice":
          return [[option, field.choices?.[0]]];
        case "code":
          return [
            [
              option,
              `(row) => row${/^[a-z_$][\w$]*$/i.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`}`,
            ],
          ];
        case "name":
          return [
            [
              option,
              option === "to"
                ? "VARCHAR"
                : free(option === "into" ? "merged" : option === "column" ? "derived" : option),
            ],
          ];
        case "names":
          return [[option, [free(`${name}_1`), free(`${name}_2`)]]];
        case "text":
          return [[option, option === "by" ? "," : option === "pattern" ? "(.*)(.*)" : " "]];
        case "expression":
          return [[option, `${plainName(name)} is not null`]];
        case "expressions":
          return [[option, { [free("derived")]: plainName(name) }]];
        case "pairs":
          return [
            [option, { [name]: key === "rename" ? free(`${name}_2`) : option === "fields" ? name : "" }],
          ];
        default:
          return [];
      }
    }),
  );
}

function plainName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

import { bareName } from "../../sql/bareName.ts";
import { columnField, flagField, pairsField } from "../fields.ts";
import { readJsonField } from "../jsonFields.ts";
import { defineStep } from "../stepDefinition.ts";
import { newColumn, textColumnOf } from "../stepInput.ts";
import { adding } from "../stepSql.ts";
import { namesIn } from "../stepWords.ts";

/** As many texts as one statement can hold a mapping of. */
const mostTexts = 200_000;

export const json = defineStep({
  key: "json",
  label: "Take JSON apart",
  about: "Puts fields of JSON texts into columns of their own, as text.",
  search: "object fields path nested parse",
  fields: {
    column: columnField("Column", { of: "text" }),
    fields: pairsField("New columns and their paths", { hint: "{ city: address.city }" }),
    keep: flagField("Keep the column", true),
  },
  mappings: () => 1,
  words: ({ column, fields }) =>
    `Take ${namesIn(fields.map(({ key }) => key))} of the JSON in ${column.value}`,
  compile({ column: ref, fields, keep }, input) {
    const column = textColumnOf(input, ref);
    const name = bareName(column.name);
    const names = fields.map(({ key }) => newColumn(input, key, keep ? [] : [column]));
    const paths = fields.map(({ key, value }) => value.value ?? key.value);
    const columns = names.map((_, at) => `field_${at + 1}`);
    const mapping = input.keepMapping({
      columns: ["value", ...columns],
      rows: input.distinct(name, null, mostTexts).map((text) => [text, ...readJsonField(text, paths)]),
    });
    const found = columns.map(
      (field) => `(select m.${field} from ${mapping} as m where m.value = ${input.from}.${name})`,
    );
    const added = names.map((one, at) => ({ name: one, sql: found[at] ?? "null", type: "VARCHAR" }));
    return {
      ...adding(input, added, keep ? [] : [column]),
      failures: [
        {
          column: column.name,
          value: name,
          where: `${name} is not null and trim(${name}) <> ''
  and ${found.map((one) => `${one} is null`).join(" and ")}`,
          reason: "no JSON with any of these fields",
          isRejected: false,
        },
      ],
    };
  },
});

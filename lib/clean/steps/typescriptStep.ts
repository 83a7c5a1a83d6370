import { choiceField, codeField, nameField, otherwise } from "../fields.ts";
import { keyOf, readTextOf } from "../rowFunction.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { findColumn } from "../stepInput.ts";
import { adding, replacing } from "../stepSql.ts";
import { cut } from "../stepWords.ts";

export const typescript = defineStep({
  key: "typescript",
  label: "Derive by TypeScript",
  about:
    "Makes a column by a function of the row, run once for each different row that it reads, where TypeScript cells run.",
  search: "derive compute calculate function javascript js ts code custom arrow",
  fields: {
    column: nameField("Column"),
    function: codeField("Function of the row"),
    on_error: otherwise(choiceField("Rows for which it throws", ["reject", "null", "stop"]), "reject"),
  },
  mappings: () => 1,
  words: ({ column, function: code }) =>
    `${column.value} = ${cut(code.value.trim().replace(/\s+/g, " "), 40)}`,
  rejects: ({ on_error }) => on_error === "reject",
  compile({ column, function: code, on_error }, input) {
    const made = input.compute(code);
    const { reads, mapping, type, failed, firstError } = made;
    if (failed > 0 && on_error === "stop")
      throw new StepError(
        `The function threw for ${failed.toLocaleString("en-US")} different ${failed === 1 ? "row" : "rows"}. First: ${firstError?.replace(/\.$/, "")}.`,
        code.place,
        "Mend the function, or set such rows aside: on_error: reject.",
      );
    const from = `from ${mapping} as m where m.key is not distinct from ${keyOf(reads, input.from)}`;
    const [value, error] = [`(select m.value ${from})`, `(select m.error ${from})`];
    const there = findColumn(input.columns, column.value);
    const step = there
      ? replacing(input, [{ column: there, after: value, type }])
      : adding(input, [{ name: column.value, sql: value, type }]);
    const throws = failed === 0 ? "false" : `${error} is not null`;
    const isRejected = on_error === "reject";
    return {
      ...step,
      // Not a join, nor an EXISTS: the engine would give the rows in another order.
      select: isRejected && failed > 0 ? `${step.select}\nwhere ${error} is null` : step.select,
      ...(isRejected && failed > 0 ? { removed: `select *\nfrom ${input.from}\nwhere ${throws}` } : {}),
      failures: [
        {
          column: there?.name ?? column.value,
          value: readTextOf(reads, input.from),
          where: throws,
          reason: "not made, since the function throws",
          told: error,
          isRejected,
        },
      ],
      doubts: made.isCut
        ? [
            {
              column: column.value,
              where: `not exists (select 1 ${from})`,
              says: "belong to rows that this preview did not run the function for; they show as NULL",
            },
          ]
        : [],
      notes: made.note === null ? [] : [`${column.value} is text, since ${made.note}.`],
    };
  },
});

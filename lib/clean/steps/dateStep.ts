import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { columnFamily } from "../columnFamily.ts";
import { converting, onErrorField } from "../conversion.ts";
import { choiceField, columnsField, optional, otherwise, textsField } from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { columnsOf } from "../stepInput.ts";
import { namesIn } from "../stepWords.ts";

type Order = "dmy" | "mdy" | "ymd";

export const date = defineStep({
  key: "date",
  label: "Read dates",
  about: "Reads dates and times written in one or several ways; says which could be read in two.",
  search: "parse timestamp datetime day month year strptime format",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    order: otherwise(choiceField("Order of day, month and year", ["ymd", "dmy", "mdy"]), "ymd"),
    formats: optional(textsField("Formats instead", { hint: "such as %d.%m.%Y %H:%M, tried in this order" })),
    as: otherwise(choiceField("Becomes", ["date", "timestamp"]), "date"),
    on_error: onErrorField,
  },
  short: "columns",
  words: ({ columns, as }) => `Read ${namesIn(columns)} as ${as === "date" ? "dates" : "times"}`,
  rejects: ({ on_error }) => on_error === "reject",
  compile({ columns, order, formats, as, on_error }, input) {
    const wrong = formats?.find((format) => !format.includes("%"));
    if (wrong !== undefined)
      throw new StepError(
        `"${wrong}" is no format of a date.`,
        columns.place,
        "Write it with %Y, %m and %d, as in %d.%m.%Y (%H:%M:%S for the time).",
      );
    const tried = formats ?? formatsOf(order);
    const list = `[${tried.map(quoteLiteral).join(", ")}]`;
    return converting(
      input,
      columnsOf(input, columns, "text").map((column) => {
        const name = bareName(column.name);
        const isText = columnFamily(column.type) === "text";
        const read = isText ? `try_strptime(trim(${name}), ${list})` : `try_cast(${name} as timestamp)`;
        return {
          column,
          value: `cast(${read} as ${as})`,
          type: as.toUpperCase(),
          reason: as === "date" ? "no date of these formats" : "no time of these formats",
          ...(isText && formats === undefined && order !== "ymd" ? { doubts: ambiguous(name, order) } : {}),
        };
      }),
      on_error,
    );
  },
});

/** Both numbers could be a month, and they differ. */
function ambiguous(name: string, order: Order): { where: string; says: string } {
  const part = (at: number) =>
    `try_cast(regexp_extract(${name}, '^\\s*(\\d{1,2})[/. -](\\d{1,2})[/. -]\\d{2,4}', ${at}) as integer)`;
  return {
    where: `${part(1)} between 1 and 12 and ${part(2)} between 1 and 12 and ${part(1)} <> ${part(2)}`,
    says: `could be read in two ways, and the ${order === "dmy" ? "day" : "month"} is taken to come first`,
  };
}

const iso = ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"];
const numeric: Readonly<Record<Order, readonly string[]>> = {
  ymd: [],
  dmy: ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%y"],
  mdy: ["%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y", "%m/%d/%y", "%m.%d.%y", "%m-%d-%y"],
};
const named = ["%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y"];
const clocks = ["", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p"];

/** Days in all usual ways of that order, each with and without a time of the day; ISO 8601 in any order. */
function formatsOf(order: Order): string[] {
  const days = [...iso, ...numeric[order], ...named];
  return [
    ...clocks.flatMap((clock) => days.map((day) => day + clock)),
    ...["T%H:%M", "T%H:%M:%S", "T%H:%M:%S.%f", "T%H:%M:%SZ", "T%H:%M:%S.%fZ"].map(
      (clock) => `%Y-%m-%d${clock}`,
    ),
  ];
}

import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { columnFamily } from "./columnFamily.ts";
import { choiceField, otherwise } from "./fields.ts";
import type { StepSql } from "./stepDefinition.ts";
import type { StepInput } from "./stepInput.ts";
import { replacing } from "./stepSql.ts";

/** What becomes of values that cannot be read. */
export const onErrorField = otherwise(
  choiceField("Values that cannot be read", ["null", "reject", "keep", "stop"], {
    hint: "null, reject (set the row aside), keep (stays text) or stop",
  }),
  "null",
);

export type OnError = "null" | "reject" | "keep" | "stop";

/** How one column is read as something else. */
export interface Conversion {
  column: Column;
  /** An expression that is NULL where the value cannot be read. */
  value: string;
  /** The type that it makes; null where only the engine can tell. */
  type: string | null;
  /** Ends the sentence "«12x» is …". */
  reason: string;
  doubts?: { where: string; says: string };
}

/**
 * Reads columns as something else. Texts of nothing but spaces become NULL; what else cannot be read is dealt with as is
 * asked, and counted.
 */
export function converting(input: StepInput, conversions: readonly Conversion[], onError: OnError): StepSql {
  const unread = conversions.map(({ column, value }) => {
    const name = bareName(column.name);
    const isBlank = columnFamily(column.type) === "text" ? ` and trim(${name}) <> ''` : "";
    return `${name} is not null${isBlank} and ${value} is null`;
  });
  const step = replacing(
    input,
    conversions.map(({ column, value, type, reason }, at) => {
      const name = bareName(column.name);
      if (onError === "keep")
        return {
          column,
          after: `coalesce(cast(${value} as varchar), cast(${name} as varchar))`,
          type: "VARCHAR",
        };
      if (onError === "stop") {
        const told = `'${column.name.replaceAll("'", "''")}: «' || ${name} || '» is ' || ${quoteLiteral(reason)}`;
        return {
          column,
          after: `case when ${unread[at]}\n  then error(${told})\n  else ${value}\nend`,
          type,
        };
      }
      return { column, after: value, type };
    }),
    onError === "reject" ? `\nwhere ${unread.map((where) => `not (${where})`).join("\n  and ")}` : "",
  );
  return {
    ...step,
    failures: conversions.map(({ column, reason }, at) => ({
      column: column.name,
      value: bareName(column.name),
      where: unread[at] ?? "false",
      reason,
      isRejected: onError === "reject",
    })),
    ...(onError === "reject"
      ? {
          removed: `select *\nfrom ${input.from}\nwhere ${unread.map((where) => `(${where})`).join("\n  or ")}`,
        }
      : {}),
    doubts: conversions.flatMap(({ column, doubts }) => (doubts ? [{ column: column.name, ...doubts }] : [])),
  };
}

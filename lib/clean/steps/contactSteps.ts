import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { spaceClass } from "../../sql/spaceClass.ts";
import { converting, onErrorField } from "../conversion.ts";
import {
  choiceField,
  columnField,
  columnsField,
  optional,
  otherwise,
  textField,
  textsField,
} from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { newColumn, textColumnOf, textColumnsOf } from "../stepInput.ts";
import { adding } from "../stepSql.ts";
import { namesIn } from "../stepWords.ts";

const nowhere = { start: 0, end: 0 };

export const email = defineStep({
  key: "email",
  label: "Read e-mail addresses",
  about:
    "Writes addresses in small letters without spaces, mailto: and names around them; others are no addresses.",
  search: "mail address contact",
  fields: { columns: columnsField("Columns", { of: "text" }), on_error: onErrorField },
  short: "columns",
  words: ({ columns }) => `Read ${namesIn(columns)} as e-mail addresses`,
  rejects: ({ on_error }) => on_error === "reject",
  compile: ({ columns, on_error }, input) =>
    converting(
      input,
      textColumnsOf(input, columns).map((column) => {
        const found = `regexp_extract(lower(${bareName(column.name)}), '${emailPattern}', 1)`;
        return { column, value: `nullif(${found}, '')`, type: "VARCHAR", reason: "no e-mail address" };
      }),
      on_error,
    ),
});

/** One address, alone or in <…> behind a name. */
const emailPattern =
  "^(?:[^<>]*<)?\\s*(?:mailto:)?([\\p{L}\\p{N}.!#$%&''*+/=?^_`{|}~-]+@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}[\\p{L}\\p{N}-]*)\\s*>?\\s*$";

export const phone = defineStep({
  key: "phone",
  label: "Read phone numbers",
  about:
    "Writes numbers as + and digits (E.164), with the country's code where there is none. Counts digits and knows no country's own rules.",
  search: "telephone mobile number e164 contact",
  fields: {
    columns: columnsField("Columns", { of: "text" }),
    country: otherwise(textField("Country code of numbers without one", { hint: "such as 49" }), {
      value: "",
      place: nowhere,
    }),
    on_error: onErrorField,
  },
  short: "columns",
  words: ({ columns }) => `Read ${namesIn(columns)} as phone numbers`,
  rejects: ({ on_error }) => on_error === "reject",
  compile({ columns, country, on_error }, input) {
    const code = country.value.replace(/^(\+|00)/, "");
    if (!/^[1-9]?\d{0,2}$/.test(code))
      throw new StepError(
        `"${country.value}" is no country's code.`,
        country.place,
        "Write one to three digits, such as 49.",
      );
    return converting(
      input,
      textColumnsOf(input, columns).map((column) => {
        const name = bareName(column.name);
        const spoken = `regexp_replace(lower(${name}), '(ext\\.?|extension|x|#)\\s*\\d+\\s*$', '')`;
        // (0) behind a country's code is dialled only within it.
        const bare = `regexp_replace(replace(${spoken}, '(0)', ''), '[${spaceClass}().\\-/]|^tel:', '', 'g')`;
        const plus = `regexp_replace(${bare}, '^00', '+')`;
        const whole = code === "" ? plus : `regexp_replace(${plus}, '^0?([1-9]\\d*)$', '+${code}\\1')`;
        const value = `case when regexp_full_match(${whole}, '\\+?[0-9]{6,15}') then ${whole} end`;
        return { column, value: `(${value})`, type: "VARCHAR", reason: "no phone number" };
      }),
      on_error,
    );
  },
});

const urlParts = {
  scheme: "^\\s*([A-Za-z][A-Za-z0-9+.-]*):",
  host: "^\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?(?:[^/?#@]*@)?(\\[[^\\]]*\\]|[^:/?#\\s]*)",
  port: "^\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?(?:[^/?#@]*@)?(?:\\[[^\\]]*\\]|[^:/?#\\s]*):(\\d+)",
  path: "^\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?[^/?#]*([^?#]*)",
  query: "^[^?#]*\\?([^#]*)",
  fragment: "#(.*)$",
} as const;

export type UrlPart = keyof typeof urlParts;

export const url = defineStep({
  key: "url",
  label: "Take URLs apart",
  about: "Puts parts of addresses, and values of their query strings, into columns of their own.",
  search: "link host domain path query utm parameter web address",
  fields: {
    column: columnField("Column", { of: "text" }),
    parts: otherwise(
      textsField("Parts", { hint: "scheme, host, port, path, query, fragment" }),
      [] as string[],
    ),
    query: optional(textsField("Values of the query string", { hint: "such as utm_source" })),
    host: otherwise(choiceField("Hosts", ["whole", "without www"]), "whole"),
  },
  words: ({ column, parts, query }) =>
    `Take ${[...partsOf(parts, query), ...(query ?? [])].join(", ")} of ${column.value}`,
  compile({ column: ref, parts, query, host }, input) {
    const column = textColumnOf(input, ref);
    const name = bareName(column.name);
    const wanted = partsOf(parts, query).map((part) => {
      if (!isUrlPart(part))
        throw new StepError(
          `"${part}" is no part of a URL.`,
          ref.place,
          `Parts are ${Object.keys(urlParts).join(", ")}.`,
        );
      const found = `regexp_extract(${name}, '${urlParts[part]}', 1)`;
      const small = part === "host" || part === "scheme" ? `lower(${found})` : found;
      const bare = part === "host" && host !== "whole" ? `regexp_replace(${small}, '^www\\.', '')` : small;
      return { part, sql: `nullif(${bare}, '')` };
    });
    const values = (query ?? []).map((key) => {
      const pattern = `[?&]${key.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&")}=([^&#]*)`;
      return {
        part: key,
        sql: `url_decode(replace(nullif(regexp_extract(${name}, ${quoteLiteral(pattern)}, 1), ''), '+', ' '))`,
      };
    });
    return adding(
      input,
      [...wanted, ...values].map(({ part, sql }) => ({
        name: newColumn(input, { value: `${column.name}_${part}`, place: ref.place }),
        sql,
        type: "VARCHAR",
      })),
    );
  },
});

function partsOf(parts: readonly string[], query: readonly string[] | undefined): readonly string[] {
  return parts.length === 0 && !query ? ["host", "path"] : parts;
}

function isUrlPart(part: string): part is UrlPart {
  return Object.hasOwn(urlParts, part);
}

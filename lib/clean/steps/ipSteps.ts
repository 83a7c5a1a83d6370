import { bareName } from "../../sql/bareName.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { converting, onErrorField } from "../conversion.ts";
import { columnField, columnsField, numberField, otherwise, textsField } from "../fields.ts";
import { defineStep } from "../stepDefinition.ts";
import { StepError } from "../stepError.ts";
import { newColumn, type StepInput, textColumnOf, textColumnsOf } from "../stepInput.ts";
import { adding } from "../stepSql.ts";
import { namesIn } from "../stepWords.ts";

const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

/** IPv4 alone, as a log writes it with a port, or mapped into IPv6. A leading zero is octal to some readers: refused. */
const v4Pattern = `(?i)^\\s*(?:\\[?::ffff:)?(${octet}(?:\\.${octet}){3})(?:\\]?(?::[0-9]{1,5})?|/32)\\s*$`;

/** What may be IPv6: alone, with a zone, or in brackets with a port. */
const v6Pattern =
  "^\\s*(?:([0-9A-Fa-f]*:[0-9A-Fa-f:]*)(?:%[^\\s\\]]+|/128)?|\\[([0-9A-Fa-f]*:[0-9A-Fa-f:]*)(?:%[^\\s\\]]+)?\\](?::[0-9]{1,5})?)\\s*$";

/** An expression over another that is computed once. */
const given = (name: string, value: string, expression: string) =>
  `list_transform([${value}], lambda ${name}: ${expression})[1]`;

const v4Of = (text: string) => `nullif(regexp_extract(${text}, ${quoteLiteral(v4Pattern)}, 1), '')`;

/** Its eight groups of hexadecimal digits without leading zeros and with nothing left out; NULL where it is none. */
function v6GroupsOf(text: string): string {
  const part = (group: number) => `regexp_extract(${text}, ${quoteLiteral(v6Pattern)}, ${group})`;
  // Of eight groups there are seven colons: what `::` stands for is what is missing.
  const missing = "greatest(8 - length(w) + length(replace(w, ':', '')), 0)::BIGINT";
  const filled = `replace(w, '::', ':' || repeat('0:', ${missing}))`;
  // One colon alone at an end stands for nothing.
  const isOpen = "regexp_matches(w, '^:[^:]|[^:]:$')";
  const whole = `case when not ${isOpen} then regexp_replace(regexp_replace(${filled}, '^:', '0:'), ':$', ':0') end`;
  const isSound = "regexp_full_match(f, '[0-9a-f]{1,4}(:[0-9a-f]{1,4}){7}')";
  const plain = `case when ${isSound} then regexp_replace(f, '(^|:)0+([0-9a-f])', '\\1\\2', 'g') end`;
  return given("f", given("w", `lower(${part(1)} || ${part(2)})`, whole), plain);
}

/** The text of RFC 5952: the longest run of zeros is `::`, of equal ones the first. */
function shortV6(groups: string): string {
  const runs = [8, 7, 6, 5, 4, 3, 2].map((length) => {
    const run = quoteLiteral(`(^|:)0(:0){${length - 1}}(:|$)`);
    return `when regexp_matches(g, ${run}) then regexp_replace(g, ${run}, '::')`;
  });
  return given("g", groups, `case ${runs.join(" ")} else g end`);
}

/** The address as all systems write it; NULL where it is none. */
const addressOf = (text: string) => `coalesce(${v4Of(text)}, ${shortV6(v6GroupsOf(text))})`;

export const ip = defineStep({
  key: "ip",
  label: "Read IP addresses",
  about:
    "Writes IPv4 and IPv6 addresses as RFC 5952 has them, without ports, zones and brackets; others are no addresses.",
  search: "internet address ipv4 ipv6 host network",
  fields: { columns: columnsField("Columns", { of: "text" }), on_error: onErrorField },
  short: "columns",
  words: ({ columns }) => `Read ${namesIn(columns)} as IP addresses`,
  rejects: ({ on_error }) => on_error === "reject",
  compile: ({ columns, on_error }, input) =>
    converting(
      input,
      textColumnsOf(input, columns).map((column) => ({
        column,
        value: addressOf(bareName(column.name)),
        type: "VARCHAR",
        reason: "no IP address",
      })),
      on_error,
    ),
});

/** Ranges that are not of the public internet, the narrowest first: of IPv4, and of IPv6 by its whole groups. */
const kinds: readonly [kind: string, v4: string | null, v6: string | null][] = [
  ["unspecified", "^0\\.", "^0(:0){7}$"],
  ["loopback", "^127\\.", "^0(:0){6}:1$"],
  ["link-local", "^169\\.254\\.", "^fe[89ab][0-9a-f]:"],
  ["private", "^(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.)", "^f[cd][0-9a-f]{2}:"],
  ["shared", "^100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.", null],
  ["multicast", "^2(2[4-9]|3[0-9])\\.", "^ff[0-9a-f]{2}:"],
  ["documentation", "^(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.", "^2001:db8:"],
];

function kindOf(v4: string, v6: string): string {
  const found = kinds.flatMap(([kind, ofV4, ofV6]) => [
    ...(ofV4 ? [`when regexp_matches(${v4}, ${quoteLiteral(ofV4)}) then '${kind}'`] : []),
    ...(ofV6 ? [`when regexp_matches(${v6}, ${quoteLiteral(ofV6)}) then '${kind}'`] : []),
  ]);
  return `case ${found.join(" ")} when coalesce(${v4}, ${v6}) is not null then 'public' end`;
}

/** The first `bits` bits of IPv4 with zeros behind them. */
function v4Network(v4: string, bits: number): string {
  const bytes = [1, 2, 3, 4].map((at) => {
    const kept = Math.max(0, Math.min(8, bits - 8 * (at - 1)));
    const byte = `split_part(${v4}, '.', ${at})`;
    if (kept === 8) return byte;
    return kept === 0 ? "'0'" : `(${byte}::INTEGER & ${256 - 2 ** (8 - kept)})`;
  });
  return `${bytes.join(" || '.' || ")} || '/${bits}'`;
}

function v6Network(groups: string, bits: number): string {
  const words = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => {
    const kept = Math.max(0, Math.min(16, bits - 16 * (at - 1)));
    const word = `split_part(${groups}, ':', ${at})`;
    if (kept === 16) return word;
    if (kept === 0) return "'0'";
    return `lower(printf('%x', ('0x' || ${word})::INTEGER & ${65536 - 2 ** (16 - kept)}))`;
  });
  return `${shortV6(`(${words.join(" || ':' || ")})`)} || '/${bits}'`;
}

const parts = ["version", "network", "kind"] as const;

export const ipParts = defineStep({
  key: "ip_parts",
  label: "Take IP addresses apart",
  about:
    "Puts the version (4 or 6), the network, and the kind (public, private, loopback …) into columns of their own. A network in place of an address is how logs are kept without naming anybody.",
  search: "internet address ipv4 ipv6 subnet network anonymise mask private public",
  fields: {
    column: columnField("Column", { of: "text" }),
    parts: otherwise(textsField("Parts", { hint: "version, network, kind" }), [] as string[]),
    ipv4: otherwise(numberField("Bits of an IPv4 network"), 24),
    ipv6: otherwise(numberField("Bits of an IPv6 network"), 48),
  },
  words: ({ column, parts: wanted }) =>
    `Take ${(wanted.length > 0 ? wanted : parts).join(", ")} of ${column.value}`,
  compile({ column: ref, parts: wanted, ipv4, ipv6 }, input) {
    for (const [key, bits, most] of [
      ["ipv4", ipv4, 32],
      ["ipv6", ipv6, 128],
    ] as const)
      if (!Number.isInteger(bits) || bits < 0 || bits > most)
        throw new StepError(
          `"${key}" cannot be ${bits} bits.`,
          ref.place,
          `Write a whole number from 0 to ${most}.`,
        );
    const column = textColumnOf(input, ref);
    const name = bareName(column.name);
    const read = ["ipv4", "ipv6"].map((as) => ({ name: freeName(input, as), type: "VARCHAR" }));
    const [v4 = "", v6 = ""] = read.map((one) => bareName(one.name));
    const asRead = `(select *, ${v4Of(name)} as ${v4}, ${v6GroupsOf(name)} as ${v6} from ${input.from})`;
    const sqlOf: Record<string, { sql: string; type: string }> = {
      version: {
        sql: `case when ${v4} is not null then 4 when ${v6} is not null then 6 end`,
        type: "INTEGER",
      },
      network: {
        sql: `case when ${v4} is not null then ${v4Network(v4, ipv4)} when ${v6} is not null then ${v6Network(v6, ipv6)} end`,
        type: "VARCHAR",
      },
      kind: { sql: kindOf(v4, v6), type: "VARCHAR" },
    };
    return adding(
      { ...input, from: asRead },
      (wanted.length > 0 ? wanted : parts).map((part) => {
        const made = Object.hasOwn(sqlOf, part) ? sqlOf[part] : undefined;
        if (!made)
          throw new StepError(
            `"${part}" is no part of an IP address.`,
            ref.place,
            `Parts are ${parts.join(", ")}.`,
          );
        return { name: newColumn(input, { value: `${column.name}_${part}`, place: ref.place }), ...made };
      }),
      read,
    );
  },
});

/** A name that no column has. */
function freeName({ columns }: StepInput, base: string): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = `eider_${base}`;
  while (taken.has(name)) name += "_";
  return name;
}

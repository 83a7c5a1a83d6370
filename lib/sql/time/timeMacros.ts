import { zoneMacroSql } from "./zoneMacro.ts";

/*
 * Time without ICU: what was measured on DuckDB-WASM 1.32.0 (engine 1.4.3, eh bundle, autoload off).
 *
 * - The engine has stubs for the TIMESTAMPTZ forms of date_trunc, date_part, year…, epoch, age, date_diff, date_sub,
 *   time_bucket, last_day, dayname, range, generate_series and timezone (AT TIME ZONE). Binding a stub tries to load
 *   ICU whatever the settings say: it hangs in Node and traps in a browser. Nothing can stop it but not reaching it.
 * - `+` and `-` with TIMESTAMPTZ, casts of it to DATE, strftime and the range table
 *   function fail with an ordinary error; TRY_CAST gives NULL in silence. See repairTime.ts and rewriteForEngine.ts.
 * - now(), to_timestamp, comparisons, casts to and from text, TIMESTAMP and TIMETZ, and aggregates work, in UTC.
 *
 * A macro in schema main is found before the system's function, also for extract(… from …), AT TIME ZONE, current_date
 * and x.year(). Overloading it by type fails where the binder cannot know an argument's type beforehand: aggregates,
 * window functions, correlated columns and unnest. So each macro has one untyped body that picks types as it is bound:
 * `typeof(t)` becomes a constant, `struct_extract_at(row(…), constant)` becomes one typed NULL, and
 * `cast_to_type(x, that)` becomes a plain cast or nothing at all. The plan is the one that the bare call would have
 * (3 M rows of date_trunc: 69 ms against 70 ms). The copies of `t` live only while binding.
 */

const zoned = "TIMESTAMP WITH TIME ZONE";
const timeTypes = [
  "DATE",
  "TIMESTAMP",
  "TIMESTAMP_S",
  "TIMESTAMP_MS",
  "TIMESTAMP_NS",
  "INTERVAL",
  "TIME",
  "TIME WITH TIME ZONE",
  zoned,
] as const;

/** The number of an argument's type among the time types, from 1; one more for all other types. */
const kindOf = (name: string) =>
  `coalesce(list_position([${timeTypes.map((type) => `'${type}'`).join(", ")}], typeof(${name})), ${timeTypes.length + 1})::BIGINT`;

/** `typeFor(type)` for the time type with number k, `other` for all others. Only its type is ever used. */
function typeByKind(typeFor: (type: string) => string, other: string): string {
  const nulls = timeTypes.map(typeFor).join(", ");
  return `struct_extract_at(row(${nulls}, ${other}), k)`;
}

const nullOf = (type: string) => `NULL::${type}`;
const withoutZone = (type: string) => nullOf(type === zoned ? "TIMESTAMP" : type);
const sample = (type: string) => `${type} '${type === "INTERVAL" ? "1 day" : "2000-01-01"}'`;
const isClock = (type: string) => type.startsWith("TIME") && !type.startsWith("TIMESTAMP");

interface Macro {
  name: string;
  /** Parameter lists and bodies, one per arity. */
  overloads: [parameters: string, body: string][];
}

/*
 * CREATE MACRO binds a body with parameters of unknown type, for which typeof is no constant, and struct_extract_at
 * would refuse the body. cast_to_type(NULL, parameter) stands before it to say "not known yet", which is accepted.
 */
const typePickers: Macro[] = [
  {
    name: "eider_type_plain",
    overloads: [["k, other", typeByKind(withoutZone, "cast_to_type(NULL, other)")]],
  },
  {
    name: "eider_type_trunc",
    overloads: [
      [
        "k, p",
        typeByKind(
          (type) =>
            // A NULL would make it TIMESTAMP: the result's type depends on the part and on the value being known.
            type === zoned || isClock(type) ? nullOf(type) : `system.main.date_trunc(p, ${sample(type)})`,
          "cast_to_type(NULL, p)",
        ),
      ],
    ],
  },
  {
    name: "eider_type_zoned",
    overloads: [["k, other", "struct_extract_at(row(NULL::TIMESTAMPTZ, cast_to_type(NULL, other)), k)"]],
  },
  {
    name: "eider_type_zoned_list",
    overloads: [["k, other", "struct_extract_at(row(NULL::TIMESTAMPTZ[], cast_to_type(NULL, other)), k)"]],
  },
  {
    name: "eider_type_origin",
    overloads: [
      [
        "k, other",
        typeByKind(withoutZone, "if(cast_to_type(NULL, other) IS NULL, NULL::INTERVAL, NULL::INTERVAL)"),
      ],
    ],
  },
  {
    name: "eider_type_flip",
    overloads: [
      [
        "k, other",
        typeByKind(
          (type) => nullOf(type === zoned ? "TIMESTAMP" : zoned),
          "if(cast_to_type(NULL, other) IS NULL, NULL::TIMESTAMPTZ, NULL::TIMESTAMPTZ)",
        ),
      ],
    ],
  },
];

const parts = (
  "century day dayname dayofmonth dayofweek dayofyear decade epoch era hour isodow isoyear julian last_day " +
  "microsecond millennium millisecond minute month monthname nanosecond quarter second timezone_hour " +
  "timezone_minute week weekday weekofyear year yearweek"
).split(" ");

const isZoned = (name: string) => `typeof(${name}) = '${zoned}'`;
const oneIf = (condition: string) => `(CASE WHEN ${condition} THEN 1 ELSE 2 END)::BIGINT`;

// The operators; also what repairTime.ts rewrites `a + b` and `a - b` to.
const plus = `cast_to_type(eider_plain(a) + eider_plain(b), eider_type_zoned(${oneIf(`${isZoned("a")} OR ${isZoned("b")}`)}, eider_plain(a) + eider_plain(b)))`;
const minus = `cast_to_type(eider_plain(a) - eider_plain(b), eider_type_zoned(${oneIf(`${isZoned("a")} AND typeof(b) = 'INTERVAL'`)}, eider_plain(a) - eider_plain(b)))`;

// `t::TIMESTAMP` is exact for DATE, TIMESTAMP and TIMESTAMPTZ. Without a CASE, so that the engine evaluates `t` once.
function shifted(zone: string, zoned: string): string {
  return `(t::TIMESTAMP + to_seconds(eider_zone_shift(${zone}, epoch_us(t::TIMESTAMP), ${zoned})))`;
}
const inZone = `cast_to_type(${shifted("z", isZoned("t"))}, eider_type_flip(${kindOf("t")}, t))`;

const bucket = (origin: string) => `system.main.time_bucket(w, eider_plain(t)${origin})`;
const zonedIf = (condition: string, call: string) =>
  `cast_to_type(${call}, eider_type_zoned(${oneIf(condition)}, ${call}))`;
// The third argument is an offset, an origin or the name of a zone; bound with text, time_bucket would be the stub.
const wallBucket = `system.main.time_bucket(w, ${shifted("o::VARCHAR", "true")})`;
const bucketInZone = `(${wallBucket} + to_seconds(eider_zone_shift(o::VARCHAR, epoch_us(${wallBucket}), false)))`;
const bucketOfThree = `cast_to_type(CASE WHEN typeof(cast_to_type(o, o)) = 'VARCHAR' THEN ${bucketInZone} ELSE ${bucket(", eider_origin(o)")} END, eider_type_zoned(${oneIf(`${isZoned("t")} OR ${isZoned("o")} OR typeof(o) = 'VARCHAR'`)}, ${bucket(", eider_origin(o)")}))`;

/** date_trunc as DuckDB has it, for who keeps NULL away from it and wants it to know the ends of what it makes. */
export const bareTruncationName = "eider_date_trunc";

const truncation = (call: string) => `cast_to_type(${call}, eider_type_trunc(${kindOf("t")}, p))`;

const series = (name: string): Macro => {
  const call = `system.main.${name}(eider_plain(a), eider_plain(b), c)`;
  return {
    name,
    overloads: [
      ["a", `system.main.${name}(a)`],
      ["a, b", `system.main.${name}(a, b)`],
      [
        "a, b, c",
        `cast_to_type(${call}, eider_type_zoned_list(${oneIf(`${isZoned("a")} OR ${isZoned("b")}`)}, ${call}))`,
      ],
    ],
  };
};

const macros: Macro[] = [
  { name: "eider_plain", overloads: [["t", `cast_to_type(t, eider_type_plain(${kindOf("t")}, t))`]] },
  { name: "eider_origin", overloads: [["o", `cast_to_type(o, eider_type_origin(${kindOf("o")}, o))`]] },
  { name: "eider_plus", overloads: [["a, b", plus]] },
  { name: "eider_minus", overloads: [["a, b", minus]] },
  ...parts.map((name): Macro => ({ name, overloads: [["t", `system.main.${name}(eider_plain(t))`]] })),
  ...["date_part", "datepart"].map(
    (name): Macro => ({ name, overloads: [["p, t", `system.main.${name}(p, eider_plain(t))`]] }),
  ),
  {
    name: bareTruncationName,
    overloads: [["p, t", truncation("system.main.date_trunc(p, eider_plain(t))")]],
  },
  ...["date_trunc", "datetrunc"].map(
    (name): Macro => ({
      name,
      overloads: [
        [
          "p, t",
          // DuckDB 1.4.3 takes from what it knows of `p` that this is never NULL: of a table with NULL moments IS NULL
          // finds none, and GROUP BY makes a moment of them or never ends.
          truncation(`CASE WHEN t IS NOT NULL THEN system.main.${name}(p, eider_plain(t)) END`),
        ],
      ],
    }),
  ),
  ...["date_diff", "datediff", "date_sub", "datesub"].map(
    (name): Macro => ({
      name,
      overloads: [["p, a, b", `system.main.${name}(p, eider_plain(a), eider_plain(b))`]],
    }),
  ),
  { name: "date_add", overloads: [["a, b", plus]] },
  {
    name: "age",
    overloads: [
      ["t", "system.main.age(now()::TIMESTAMP::DATE::TIMESTAMP, eider_plain(t))"],
      ["a, b", "system.main.age(eider_plain(a), eider_plain(b))"],
    ],
  },
  {
    name: "strftime",
    overloads: [["a, b", "system.main.strftime(eider_plain(a), eider_plain(b))"]],
  },
  series("range"),
  series("generate_series"),
  {
    name: "timezone",
    overloads: [
      ["t", "system.main.date_part('timezone', eider_plain(t))"],
      ["z, t", inZone],
    ],
  },
  {
    name: "time_bucket",
    overloads: [
      ["w, t", zonedIf(isZoned("t"), bucket(""))],
      ["w, t, o", bucketOfThree],
    ],
  },
  {
    name: "make_timestamptz",
    overloads: [
      ["us", "make_timestamp(us)::TIMESTAMPTZ"],
      ["y, m, d, h, mi, s", "make_timestamp(y, m, d, h, mi, s)::TIMESTAMPTZ"],
      ["y, m, d, h, mi, s, z", "timezone(z, make_timestamp(y, m, d, h, mi, s))"],
    ],
  },
  { name: "today", overloads: [["", "now()::TIMESTAMP::DATE"]] },
  { name: "current_date", overloads: [["", "now()::TIMESTAMP::DATE"]] },
  { name: "get_current_time", overloads: [["", "now()::TIMETZ"]] },
  { name: "current_localtime", overloads: [["", "now()::TIMESTAMP::TIME"]] },
  { name: "current_localtimestamp", overloads: [["", "now()::TIMESTAMP"]] },
];

const tableMacros = ["range", "generate_series"].map(
  (name) =>
    `CREATE OR REPLACE MACRO eider_${name}(a, b, c) AS TABLE SELECT "${name}"::TIMESTAMPTZ AS "${name}" FROM system.main.${name}(a::TIMESTAMP, b::TIMESTAMP, c)`,
);

/** The names that the macros shadow, lower case: calling them with a `system.` prefix would reach the stubs. */
export const shadowedNames: ReadonlySet<string> = new Set(
  macros.map((macro) => macro.name).filter((name) => !name.startsWith("eider_")),
);

/** The names of all scalar macros that time needs. */
export const timeMacroNames: readonly string[] = [...typePickers, ...macros].map((macro) => macro.name);

/** Statements that make time work in a fresh engine, in order; each may run again. Run them before any other SQL. */
export function timeMacrosSql(): string[] {
  return [...typePickers.map(createMacro), zoneMacroSql(), ...macros.map(createMacro), ...tableMacros];
}

function createMacro(macro: Macro): string {
  const overloads = macro.overloads.map(([parameters, body]) => `(${parameters}) AS ${body}`);
  return `CREATE OR REPLACE MACRO "${macro.name}" ${overloads.join(", ")}`;
}

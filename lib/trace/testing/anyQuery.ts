import fc from "fast-check";

/** Two small relations with everything a trace stumbles over: equal rows, NULL, odd names, floats; for tests only. */
export const smallRelations: readonly string[] = [
  `create table t as select i::integer as a, (i * 7 % 4)::integer as k, case i % 5 when 0 then null when 1 then '' else 'x' || (i % 3) end as s,
    (i % 6) * 0.1::double as d, case when i % 4 = 0 then null else [i % 2, null] end as l, date '2024-01-01' + (i % 3)::integer as "the day"
    from range(14) r(i) union all select 3, 1, 'x0', 0.30000000000000004, [1, null], date '2024-01-01' from range(2)`,
  `create table u as select (i % 5)::integer as k, 'n' || i as name, i * 1.25::decimal(9, 2) as price from range(7) r(i) union all select null, 'none', null`,
];

interface Source {
  with: string;
  from: string;
  /** Expressions that can be selected. */
  values: readonly string[];
  keys: readonly string[];
  numbers: readonly string[];
}

const ofT = (q: string): Omit<Source, "with" | "from"> => ({
  values: [
    `${q}a`,
    `${q}k`,
    `${q}s`,
    `${q}d`,
    `${q}l`,
    `${q}"the day"`,
    `${q}a + ${q}k`,
    `coalesce(${q}s, '?')`,
    `case when ${q}a between 2 and 9 then 'mid' end`,
  ],
  keys: [`${q}k`, `${q}s`, `${q}a % 3`, `${q}"the day"`, `${q}d`, `upper(${q}s)`],
  numbers: [`${q}a`, `${q}d`],
});
const ofU = (q: string): Omit<Source, "with" | "from"> => ({
  values: [`${q}k`, `${q}name`, `${q}price`, `lower(${q}name)`],
  keys: [`${q}k`, `${q}price`],
  numbers: [`${q}price`],
});
const both = (t: string, u: string) => {
  const [a, b] = [ofT(t), ofU(u)];
  return {
    values: [...a.values, ...b.values],
    keys: [...a.keys, ...b.keys],
    numbers: [...a.numbers, ...b.numbers],
  };
};

const inner = 'select a, k, s, d, l, "the day" from t where a <> 5';
const sources: readonly Source[] = [
  { with: "", from: "t", ...ofT("") },
  { with: "", from: "main.t as x", ...ofT("x.") },
  { with: "", from: "u", ...ofU("") },
  { with: "", from: `(${inner}) as q`, ...ofT("q.") },
  { with: "", from: `(${inner})`, ...ofT("") },
  {
    with: `with c as (-- part\n ${inner}), e as materialized (select * from c where k > 0) `,
    from: "e",
    ...ofT(""),
  },
  { with: `with t as (select * from t where k < 3) `, from: "t", ...ofT("t.") },
  {
    with: 'with c(b, k, s, d, l, "the day") as (select a, k, s, d, l, "the day" from t) ',
    from: "c x(a)",
    ...ofT("x."),
  },
  { with: "", from: "t join u on t.k = u.k", ...both("t.", "u.") },
  { with: "", from: "t left join u using (k)", ...both("t.", "u.") },
  { with: "", from: "t x full join u y on x.k = y.k and y.price > 2", ...both("x.", "y.") },
  { with: "", from: "u right join (t join range(1) z(zz) on true) on t.k = u.k", ...both("t.", "u.") },
  { with: "", from: "t, u", ...both("t.", "u.") },
  { with: "", from: "t semi join u on t.k = u.k", ...ofT("t.") },
  { with: `with c as (${inner}) `, from: "c natural join u", ...both("c.", "u.") },
  { with: "", from: "t, unnest(t.l) as each_of(v)", ...ofT("t.") },
];

const wheres = ["", "where true", "where 1 = 1 and not (false or false)", "where exists (select 1)"];

/** A query over them, of every shape that rows can be followed through, without windows and limits. */
export const anyQuery: fc.Arbitrary<string> = fc
  .record({
    source: fc.constantFrom(...sources),
    shape: fc.constantFrom(
      "rows",
      "star",
      "fromFirst",
      "distinct",
      "group",
      "groupAll",
      "groupHidden",
      "whole",
      "having",
      "nested",
      "union",
      "unionName",
      "except",
    ),
    pick: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
    where: fc.constantFrom(...wheres),
    compare: fc.nat(4),
  })
  .map(({ source, shape, pick, where, compare }) => {
    const { from, values, keys, numbers } = source;
    const of = (list: readonly string[], at: number) => list[at % list.length] ?? "";
    const condition =
      compare === 0
        ? where
        : `${where === "" ? "where" : `${where} and`} (${of(numbers, compare)} > ${compare} or ${of(values, compare)} is not null)`;
    const rest = `from ${from} ${condition}`;
    const list = pick.map((at, place) => `${of(values, at)} as c${place}`).join(", ");
    const grouped = [...new Set(pick.map((at) => of(keys, at)))];
    const measures = `count(*) as n, sum(${of(numbers, compare)}) as total, max(${of(values, pick[0] ?? 0)}) filter (where ${of(keys, compare)} is not null) as most`;
    const named = grouped.map((key, place) => `${key} as g${place}`);
    const texts: Record<typeof shape, string> = {
      rows: `select ${list} ${rest} order by 1`,
      star: `select *, ${list} ${rest}`,
      fromFirst: `from ${from} select ${list} ${condition}`,
      distinct: `select distinct ${list} ${rest}`,
      group: `select ${named.join(", ")}, ${measures} ${rest} group by ${grouped.map((_, at) => `g${at}`).join(", ")}`,
      groupAll: `select ${[...named, measures].join(", ")}, n + 1 as more ${rest} group by all order by n`,
      groupHidden: `select ${measures}, ${named[0]} ${rest} group by ${grouped.join(", ")}`,
      whole: `select ${measures} ${rest}`,
      having: `select ${named.join(", ")}, ${measures} ${rest} group by ${grouped.map((_, at) => at + 1).join(", ")} having count(*) > 1`,
      nested: `select g0, sum(n) as all_of, max(total) as most from (select ${named[0]}, ${measures} ${rest} group by 1, ${of(keys, compare)}) group by g0`,
      union: `select ${list} ${rest} union all (select ${list} ${rest}) union all select ${list} from ${from}`,
      unionName: `select ${list} ${rest} union all by name select ${list}, 1 as other ${rest}`,
      except: `select ${list} ${rest} except select ${list} from ${from} where false`,
    };
    return `${source.with}${texts[shape]}`;
  });

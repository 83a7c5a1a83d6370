export const rowsOfEvents = 3_000_000;
export const rowsOfBig = 24_200_000;

/** An aggregate as people write it: one scan, a few groups. */
export const aggregate = `
select kind, vendor_name, count(*) as n, sum(amount) as total, avg(amount) as mean
from events
group by kind, vendor_name
order by total desc
limit 100`;

/** Ten million rows made in the engine, the same for both. */
export const tenMillion = `
select i as id, (i * 7919) % 1000 as k, (i * 104729 % 100000) / 100.0 as amount
from range(10000000) t(i)`;

export const aggregateTenMillion = `
select k, count(*) as n, sum(amount) as total
from ten_million
group by k
order by total desc
limit 100`;

export const groupBig = `
select kind, count(*) as n, sum(amount) as total
from big
group by kind
order by kind`;

/** Runs for hours unless it is stopped. */
export const runaway =
  "select count(*) as n from range(1000000) a(x), range(1000000) b(y) where (x * y) % 7 = 3";

/** Twenty columns of all common types, made in the engine. */
export const threeMillionByTwenty = `
select i as id, (i * 7919) % 1000 as k, (i * 104729 % 100000) / 100.0 as amount, sin(i) as wave,
  TIMESTAMP '2024-01-01' + to_seconds(i) as at, DATE '2020-01-01' + (i % 2000)::INTEGER as day, i % 3 = 0 as flag,
  'vendor ' || (i * 31) % 50 as vendor, 'user ' || hash(i) % 100000 as who, nullif(i % 77, 5) as gaps,
  i * 1.5::DOUBLE as grown, (i % 9)::TINYINT as tiny, ln(i + 1) as logarithm, 'kind ' || i % 5 as kind,
  (i * 13) % 100000 as quantity, i / 3.0 as third, 'city ' || (i * 17) % 300 as city,
  TIMESTAMP '2023-01-01' + to_seconds((i * 77) % 5000000) as seen, (i * i) % 1000003 as square, cos(i * 0.01)::FLOAT as single
from range(3000000) t(i)`;

/** Three million rows with what has to be cleaned. */
export const dirtyThreeMillion = `
select i as id, ['Acme  Ltd', ' acme ltd', 'Bolt', 'N/A', 'Dune '][1 + i % 5] as vendor,
  (i % 10000) || '.50' as amount, strftime(DATE '2024-01-01' + (i % 300)::INTEGER, '%d/%m/%Y') as day,
  ['yes', 'no', 'maybe'][1 + i % 3] as paid, nullif(i % 50, 7) as quantity, 'x' as junk
from range(3000000) t(i)`;

export const tenStepsRecipe = `
- trim: { columns: vendor, collapse: false }
- nulls: { columns: vendor, texts: [n/a] }
- case: { columns: vendor, to: lower }
- cast: { columns: amount, to: DOUBLE }
- date: { columns: day, formats: ["%d/%m/%Y"] }
- map: { column: paid, values: { yes: paid, no: open } }
- fill: { columns: quantity, with: 0 }
- drop: junk
- derive: { total: amount * quantity }
- filter: total >= 100`;

export const tenStepsByHand = `
select * from (
  select id,
    lower(case when lower(trim(name)) in ('n/a') then null else name end) as vendor,
    try_cast(amount as double) as amount,
    cast(try_strptime(trim(day), ['%d/%m/%Y']) as date) as day,
    case paid when 'yes' then 'paid' when 'no' then 'open' else paid end as paid,
    coalesce(quantity, 0) as quantity,
    try_cast(amount as double) * coalesce(quantity, 0) as total
  from (
    select *, regexp_replace(vendor, '^[\\s\\x{00A0}\\x{1680}\\x{2000}-\\x{200B}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}]+|[\\s\\x{00A0}\\x{1680}\\x{2000}-\\x{200B}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}]+$', '', 'g') as name
    from dirty
  )
)
where total >= 100`;

/**
 * SQL of products of two shops, by the names of their cells: the same ones, in other words and another order, with a code
 * that every third has lost on the right.
 */
export function matchedProducts(count) {
  const syllables =
    "ba ke li mo nu ra se ti vo zu dal fen gor hil jup kra lem nis pot rul sab tor vin wex yal zor"
      .split(" ")
      .map((syllable) => `'${syllable}'`)
      .join(", ");
  const pick = (salt, of) =>
    `s[(1 + hash(hash(i, ${salt}) % ${of}, ${salt + 50}) % 26)::INT] || s[(1 + hash(hash(i, ${salt}) % ${of}, ${salt + 51}) % 26)::INT] || s[(1 + hash(hash(i, ${salt}) % ${of}, ${salt + 52}) % 26)::INT]`;
  const parts = {
    brand: pick(1, 400),
    kind: pick(2, 250),
    first: pick(3, 3000),
    second: pick(4, 3000),
    other: pick(5, 3000),
    code: "chr((65 + hash(i, 6) % 26)::INT) || chr((65 + hash(i, 7) % 26)::INT) || (1000 + hash(i, 8) % 9000)::VARCHAR",
  };
  const columns = Object.entries(parts).map(([name, sql]) => `${sql} as ${name}`);
  const from = `(select i, ${columns.join(", ")} from range(${count}) r(i), (select [${syllables}] as s))`;
  return {
    here: `select i as id, concat_ws(' ', brand, first, kind, second, '-', code) as name, round(10 + (hash(i, 9) % 90000) / 100.0, 2) as price from ${from}`,
    there: `select i as id, concat_ws(' ', kind, other, brand, first, case when i % 3 > 0 then code end) as name, round((10 + (hash(i, 9) % 90000) / 100.0) * 0.95, 2) as price from ${from} order by hash(i + 1)`,
  };
}

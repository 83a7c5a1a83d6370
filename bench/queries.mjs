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

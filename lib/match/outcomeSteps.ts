import type { Scale } from "./scoreSteps.ts";
import { probabilitySql } from "./scoreSteps.ts";
import type { MatchSetup } from "./setup.ts";
import { type MatchStep, making, rightRecords, workTable } from "./workTables.ts";

/** Of the neighbours that two linked records have, how many they must share, so that one bad link joins no groups. */
const sharedNeighbours = 0.6;

/** Steps that decide which pairs are accepted: a table `groups` of l, r and probability. */
export function outcomeSteps(setup: MatchSetup, scale: Scale, threshold: number): MatchStep[] {
  const scores = workTable(setup.work, "scores");
  const accepted = `select l, r, probability, yes from (select *, (${probabilitySql(scale)})::DOUBLE as probability from ${scores}) where probability >= ${threshold} and yes is distinct from false`;
  if (setup.outcome !== "clusters") {
    const query = `select l, r, probability from (${accepted}) semi join ${workTable(setup.work, "taken")} using (l, r)`;
    return [making(setup, "Choosing", "groups", query)];
  }
  return [
    making(setup, "Grouping", "links", accepted),
    making(setup, "Grouping", "kept", keptQuery(setup)),
    making(setup, "Grouping", "groups", groupsQuery(setup)),
  ];
}

/** The links whose records share most of their other links, or that a person has decided. */
function keptQuery(setup: MatchSetup): string {
  const links = workTable(setup.work, "links");
  return `with near as materialized (select distinct a, b from (select l as a, r as b from ${links} union all select r, l from ${links} union all select l, l from ${links} union all select r, r from ${links})),
degrees as (select a, count(*) as n from near group by a),
common as (select k.l, k.r, count(*) as n from ${links} k join near x on x.a = k.l join near y on y.a = k.r and y.b = x.b group by k.l, k.r)
select k.l, k.r from ${links} k join common c using (l, r) join degrees p on p.a = k.l join degrees q on q.a = k.r
where k.yes or c.n >= ${sharedNeighbours} * greatest(p.n, q.n)`;
}

/** All pairs of the groups that the kept links make, but for those that a person has said no to. */
function groupsQuery(setup: MatchSetup): string {
  const { work } = setup;
  const links = workTable(work, "links");
  const refused =
    setup.decisions.length > 0
      ? `anti join (select l, r from ${workTable(work, "scores")} where yes = false) using (l, r)`
      : "";
  return `with recursive reached(a, b) as (
select l, r from ${workTable(work, "kept")} union select r, l from ${workTable(work, "kept")}
union select reached.a, steps.b from reached join (select l as a, r as b from ${workTable(work, "kept")} union all select r, l from ${workTable(work, "kept")}) steps on steps.a = reached.b)
select v.l, v.r, coalesce(k.probability, least(s.p, t.p)) as probability
from (select a as l, b as r from reached where a < b) v ${refused} left join ${links} k using (l, r)
join (${surest(links)}) s on s.a = v.l join (${surest(links)}) t on t.a = v.r`;
}

/** By record, the probability of its surest link. */
const surest = (links: string) =>
  `select a, max(p) as p from (select l as a, probability as p from ${links} union all select r, probability from ${links}) group by a`;

/** The SELECT of the accepted pairs: left_key, right_key, probability. */
export function acceptedSql(setup: MatchSetup): string {
  return `select a.k as left_key, b.k as right_key, g.probability as probability
from ${workTable(setup.work, "groups")} g join ${workTable(setup.work, "left")} a on a.i = g.l join ${rightRecords(setup)} b on b.i = g.r
order by g.l, g.r`;
}

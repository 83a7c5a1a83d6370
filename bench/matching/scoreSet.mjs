import { DuckDBInstance } from "@duckdb/node-api";

/** Pairs a person decides in a sitting, and how often the match runs again meanwhile. */
const labelled = 50;
const sittings = 2;

/**
 * Scores the proposed set-up on a data set, without labels and after 50 pairs were decided by its gold pairs: the most
 * doubtful ones, in two sittings. Native DuckDB, two threads.
 * @param {import("./loadMatcher.mjs").Matcher} matcher
 * @param {{ name: string, key: string, left: string, right: string | null, gold: string }} set
 * @param {{ labels: boolean }} options
 */
export async function scoreSet(matcher, set, { labels }) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("set threads = 2");
  const ask = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  await connection.run(`create table l as ${set.left}`);
  if (set.right) await connection.run(`create table r as ${set.right}`);
  await connection.run(goldSql(set));
  const setup = await proposedSetup(matcher, set, ask);
  const run = async (decisions) => {
    const fitted = await matcher.runMatch({ ...setup, decisions }, null, {
      async run(steps) {
        for (const { sql } of steps) await connection.run(sql);
      },
      ask: (sql, most) => ask(`select * from (${sql}) limit ${most}`),
    });
    for (const { sql } of fitted.kept) await connection.run(sql);
    return fitted;
  };
  const startedAt = performance.now();
  let fitted = await run([]);
  const elapsedMs = performance.now() - startedAt;
  const blocked = await blocking(set, ask);
  const before = await pairScore(set, fitted, ask);
  let after = before;
  const decisions = [];
  for (let sitting = 0; labels && sitting < sittings; sitting++) {
    decisions.push(...(await doubtful(set, fitted, ask)));
    fitted = await run(decisions);
    after = await pairScore(set, fitted, ask);
  }
  connection.closeSync();
  return { name: set.name, ...blocked, before, after: labels ? after : null, elapsedMs };
}

/** Gold pairs as texts; of one relation the lesser key first. */
function goldSql({ gold, right }) {
  const pair = right ? "a, b" : "least(a, b) as a, greatest(a, b) as b";
  return `create table gold as select distinct ${pair} from (select a::VARCHAR as a, b::VARCHAR as b from (${gold}) t(a, b))`;
}

async function proposedSetup(matcher, { key, right }, ask) {
  const side = async (relation) => {
    const described = await ask(`describe ${relation}`);
    const columns = described.map((row) => ({ name: row.column_name, type: row.column_type }));
    const looks = await ask(
      matcher.lookSql(
        relation,
        columns.filter(({ name }) => name !== key),
      ),
    );
    return { relation, key, columns, looks };
  };
  const [left, other] = [await side("l"), right && (await side("r"))];
  return {
    work: "m",
    name: "m",
    left,
    right: other,
    comparisons: other ? matcher.proposeLink(left.looks, other.looks) : matcher.proposeDedupe(left.looks),
    candidates: null,
    outcome: other ? "one-to-one" : "clusters",
    decisions: [],
  };
}

const ends = ({ right }) =>
  right
    ? "left_key::VARCHAR as a, right_key::VARCHAR as b"
    : "least(left_key::VARCHAR, right_key::VARCHAR) as a, greatest(left_key::VARCHAR, right_key::VARCHAR) as b";

async function blocking(set, ask) {
  const all = set.right
    ? "((select count(*) from l) * (select count(*) from r))"
    : "(select count(*) * (count(*) - 1) / 2 from l)";
  const [row] = await ask(
    `select (select count(*) from gold)::INT as gold, count(*)::INT as candidates, count(*) / ${all} as share,
    count(*) filter ((a, b) in (select (a, b) from gold)) / (select count(*) from gold) as found from (select ${ends(set)} from m__candidates)`,
  );
  return row;
}

async function pairScore(set, { accepted }, ask) {
  const [row] = await ask(
    `select count(*)::INT as pairs, (count(*) filter ((a, b) in (select (a, b) from gold)))::INT as right_ones, (select count(*) from gold)::INT as gold from (select ${ends(set)} from (${accepted}))`,
  );
  const precision = row.right_ones / Math.max(1, row.pairs);
  const recall = row.right_ones / row.gold;
  return {
    pairs: row.pairs,
    precision,
    recall,
    f1: (2 * precision * recall) / Math.max(1e-9, precision + recall),
  };
}

/** The pairs that a person is asked about next, with what an honest one would say. */
async function doubtful(set, { threshold }, ask) {
  const rows = await ask(
    `select left_key::VARCHAR as "left", right_key::VARCHAR as "right", (a, b) in (select (a, b) from gold) as "match" from (select *, ${ends(set)} from m__candidates) where decided is null order by abs(probability - ${threshold}), a, b limit ${labelled / sittings}`,
  );
  return rows.map(({ left, right, match }) => ({ left, right, match }));
}

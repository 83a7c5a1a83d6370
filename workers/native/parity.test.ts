import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadRunner } from "../../bin/run/loadRunner.mjs";
import { avroFile } from "../../lib/ingest/testing/avroFile.ts";
import { startInNode } from "../engine/testing/nodePlatform.ts";
import { runAsked } from "./testing/runAsked.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const data = join(root, "../shared/data/events");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eider-parity-"));
  await loadRunner();
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs natively, then the same in the engine of the page, which compares every relation with the first run's. */
async function expectParity(
  notebook: string,
  inputs: Record<string, string>,
  relations: number,
): Promise<void> {
  const out = join(folder, `out-${basename(notebook)}`);
  const native = await runAsked({ notebook, inputs, out });
  expect(native.events.at(-1)).toMatchObject({ code: 0 });
  const wasm = await runAsked(
    { notebook, inputs, verify: join(out, "manifest.json") },
    { startDuckDB: () => startInNode("http://localhost/") },
  );
  const compared = wasm.events.filter(({ event }) => event === "compared");
  expect(compared.filter((event) => !("same" in event && event.same))).toEqual([]);
  expect(compared).toHaveLength(relations);
  expect(wasm.code).toBe(0);
}

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test("the welcome notebook comes to the same relations natively and in the page's engine", () =>
  expectParity(join(root, "public/welcome.nb.md"), {}, 7));

test("so does a notebook of trips: times, decimals, floating-point sums, a recipe and sessions", async () => {
  const notebook = await written(
    "trips.nb.md",
    `---
eider: 1
sources:
  trips: file:taxis.csv
---

\`\`\`input name=least
type: number
value: 2.5
\`\`\`

\`\`\`clean name=tidy from=trips
- trim: [payment]
- filter: total > 0
- check: { range: { total: { min: 0 } }, on_fail: stop }
\`\`\`

\`\`\`sql name=by_zone
select pickup_zone, payment, count(*) as n, sum(fare) as fares, avg(tip / nullif(fare, 0)) as tip_share,
  sum(total::decimal(12, 2)) as total, max(dropoff - pickup) as longest, list(distinct color order by color) as colors
from tidy where fare >= {{least}} group by all
\`\`\`

\`\`\`sql name=by_hour
select date_trunc('hour', pickup) as hour, strftime(pickup, '%A') as day, extract(isodow from pickup) as dow,
  count(*) as n, {'first': min(pickup), 'fare': sum(fare::decimal(10, 2))} as what, map([1, 2], ['a', 'b']) as m
from tidy group by all
\`\`\`

\`\`\`events name=rides from=tidy
entity: pickup_borough
time: pickup
sessions:
  gap: 10 minutes
\`\`\`

\`\`\`ts name=spans
export default tidy.map((t) => ({ zone: t.pickup_zone, seconds: Number(t.dropoff.micros - t.pickup.micros) / 1e6, at: t.pickup }));
\`\`\`
`,
  );
  await expectParity(notebook, { trips: join(data, "nyc-taxi/taxis.csv") }, 5);
});

test("so does one of nested JSON: structs, lists, hashes, and instants in a zone", async () => {
  const notebook = await written(
    "events.nb.md",
    `---
eider: 1
sources:
  events: file:github_events.json
---

\`\`\`sql name=by_type
select type, count(*) as n, count(distinct actor.login) as actors, min(created_at) as first,
  list(repo.name order by repo.name, id) as repos, bit_xor(hash(id)) as mark, sum(id::hugeint) as ids
from events group by all
\`\`\`

\`\`\`sql name=local
select id, created_at::timestamp at time zone 'UTC' at time zone 'Europe/Berlin' as berlin, actor, repo,
  md5(actor.login) as secret, regexp_replace(repo.url, '^https://', '') as place, uuid_part
from (select *, md5(id)::uuid as uuid_part from events)
\`\`\`

\`\`\`sql name=shapes
describe by_type
\`\`\`
`,
  );
  await expectParity(notebook, { events: join(data, "github/github_events.json") }, 3);
});

test("so does one of gzipped sales: a comparison, a contract, a match, and what is computed of text", async () => {
  const notebook = await written(
    "sales.nb.md",
    `---
eider: 1
sources:
  sales: file:online.csv.gz
---

\`\`\`sql name=before
select row_number() over () as id, * from sales where Country = 'France'
\`\`\`

\`\`\`sql name=after
select * replace (if(id % 7 = 0, Quantity + 1, Quantity) as Quantity) from before where id % 11 <> 0
\`\`\`

\`\`\`compare name=changes from=before to=after key=id
\`\`\`

\`\`\`contract name=pinned from=before
columns:
  - { name: id, type: BIGINT }
\`\`\`

\`\`\`sql name=words
with w as (select unnest(string_split(lower(Description), ' ')) as word, UnitPrice from sales)
select word, count(*) as n, sum(UnitPrice) as price, stddev(UnitPrice) as spread, approx_count_distinct(UnitPrice) as about
from w where length(word) > 2 group by all having n > 20 order by n desc, word
\`\`\`
`,
  );
  await expectParity(notebook, { sales: join(data, "retail-by-day/online-retail-first-15000.csv.gz") }, 5);
});

/** Notebooks on files as they came from elsewhere, and how many relations their cells make. */
const notebooks: readonly (readonly [name: string, relations: number, about: string])[] = [
  [
    "strikes",
    5,
    "CSV: a date and a choice of values, windows, PIVOT, quantiles, TypeScript that counts words",
  ],
  ["tuberculosis", 4, "gzipped CSV of 60 columns, most of them empty: UNPIVOT, regular expressions, LAG"],
  ["tweets", 4, "JSON and NDJSON, deeply nested"],
  ["orders", 5, "Parquet of two writers, decimals, a contract"],
  ["workbook", 4, "XLSX: dates, numbers, texts and gaps"],
  ["players", 2, "Avro"],
  ["requests", 5, "access and flow logs, sessions"],
  ["snowplow", 4, "events: a funnel, sessions, an input of text"],
  ["connections", 3, "instants in zones, text and parts of times, many files"],
  ["beers", 5, "a recipe that dedupes, a comparison by key"],
  ["restaurants", 4, "a match of two relations"],
  ["hydrants", 4, "Shift JIS and Windows-1251, a join of doubles, TypeScript that makes lists"],
];

test.each(notebooks)("so does %s, of %d relations: %s", async (name, relations) => {
  const notebook = join(root, "workers/native/testing/parity", `${name}.nb.md`);
  await expectParity(notebook, name === "players" ? { players: await writtenAvro() } : {}, relations);
});

/** Players of baseball as an Avro file. */
async function writtenAvro(): Promise<string> {
  const lines = await readFile(join(root, "../shared/data/json/dlt/mlb_players.jsonl"), "utf8");
  const players = lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const fields = Object.entries({ Name: "string", Team: "string", "Height(inches)": "long", Age: "double" });
  const records = players.map((player) =>
    Object.fromEntries(
      fields.map(([name, type], at) => [`c${at}`, player[name] === null ? null : { [type]: player[name] }]),
    ),
  );
  const schema = {
    type: "record" as const,
    name: "player",
    fields: fields.map(([, type], at) => ({ name: `c${at}`, type: ["null", type] })),
  };
  const path = join(folder, "players.avro");
  await writeFile(path, avroFile(schema, records, { codec: "deflate" }));
  return path;
}

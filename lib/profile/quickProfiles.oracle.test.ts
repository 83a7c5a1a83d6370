import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import type { Filter } from "../view/gridView.ts";
import { binFilter } from "./barFilter.ts";
import type { ColumnProfile } from "./columnProfile.ts";
import { quickProfiles } from "./quickProfiles.ts";
import { type NativeRows, openNative } from "./testing/nativeRows.ts";
import { createOddColumns } from "./testing/oddColumns.ts";

const events = "../shared/data/events";
const files = {
  flights: `${events}/flights-vega/flights-3m.parquet`,
  taxis: `${events}/nyc-taxi/taxis.csv`,
  cpu: `${events}/iot-nab/realAWSCloudwatch/ec2_cpu_utilization_24ae8d.csv.gz`,
  storms: `${events}/noaa-storm/StormEvents_locations-ftp_v1.0_d2016_c20170816.csv.gz`,
};

let native: NativeRows;

beforeAll(async () => {
  native = await openNative();
  await native.run(createOddColumns);
  await native.run('create view "no rows" as select * from "odd columns" where false');
});

async function profilesOf(relation: string): Promise<ColumnProfile[]> {
  const columns = await native.columns(relation);
  return (await Promise.all(columns.map((column) => quickProfiles(native.ask, relation, [column])))).flat();
}

/** What DuckDB counts where it is asked in the plainest way. */
async function plainly(relation: string, sql: string): Promise<unknown> {
  const [row] = await native.ask(`select ${sql} as x from ${relation}`, 1);
  return row?.x;
}

async function check(relation: string): Promise<void> {
  for (const profile of await profilesOf(relation)) {
    const value = quoteIdentifier(profile.name);
    const told = (what: string) => `${what} of ${profile.name}`;
    expect(profile.rows, told("rows")).toBe(await plainly(relation, "count(*)::DOUBLE"));
    expect(profile.nulls, told("nulls")).toBe(
      await plainly(relation, `count(*) filter (${value} is null)::DOUBLE`),
    );
    const { picture } = profile;
    if (picture.kind === "bins" && picture.counts === "values") await checkBins(relation, profile);
    if (picture.kind === "values" && picture.sampled === null) {
      for (const { value: text, count, isCut } of picture.values)
        if (!isCut)
          expect(
            await plainly(relation, `count(*) filter (${value}::VARCHAR = ${quoteLiteral(text)})::DOUBLE`),
            told(text),
          ).toBe(count);
      expect(picture.groups).toBe(await plainly(relation, `count(distinct ${value})::DOUBLE`));
    }
  }
}

/** Each bar holds just the rows that its filter keeps. */
async function checkBins(relation: string, profile: ColumnProfile): Promise<void> {
  const { name, type, picture } = profile;
  if (picture.kind !== "bins") return;
  const sums = picture.bins.map((bin, index) => {
    const filter = binFilter(profile, bin);
    return `count(*) filter (${filter ? filterSql(filter, type) : "false"})::DOUBLE as n${index}`;
  });
  const [row] = await native.ask(`select ${sums.join(", ")} from ${relation}`, 1);
  expect(
    picture.bins.map((_, index) => row?.[`n${index}`]),
    `bins of ${name}`,
  ).toEqual(picture.bins.map(({ count }) => count));
}

function filterSql(filter: Filter, type: string): string {
  const value = quoteIdentifier(filter.column);
  if (filter.kind === "null") return `${value} is not null`;
  if (filter.kind !== "range") throw new Error(`A bar is no filter of the kind ${filter.kind}.`);
  const from = filter.from === null ? "true" : `${value} >= CAST(${quoteLiteral(filter.from)} AS ${type})`;
  const to = filter.to === null ? "true" : `${value} < CAST(${quoteLiteral(filter.to)} AS ${type})`;
  return `${value} is not null and ${from} and ${to}`;
}

describe("what stands in the headers is what DuckDB counts", () => {
  it("of every type, with NULL, NaN, infinity and negative zero", () => check('"odd columns"'));

  it("of a relation without rows", async () => {
    await check('"no rows"');
    const profiles = await profilesOf('"no rows"');
    expect(profiles.every(({ picture, rows }) => picture.kind === "none" && rows === 0)).toBe(true);
  });

  for (const [name, path] of Object.entries(files)) {
    it.skipIf(!existsSync(path))(`of ${name}, in place`, async () => {
      const few = name === "flights" ? " limit 50000" : "";
      await native.run(`create or replace table ${name} as from '${path}'${few}`);
      await check(name);
    });
  }
});

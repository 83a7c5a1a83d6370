import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import { binFilter } from "./barFilter.ts";
import type { ColumnProfile } from "./columnProfile.ts";
import { quickProfiles } from "./quickProfiles.ts";
import type { RowFilter } from "./rowFilter.ts";
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

/** The same, asked of DuckDB in the plainest way. */
async function check(relation: string): Promise<void> {
  for (const profile of await profilesOf(relation)) {
    const value = quoteIdentifier(profile.name);
    const { picture } = profile;
    const values = picture.kind === "values" ? picture.values.filter(({ isCut }) => !isCut) : [];
    const same = values.map(
      ({ value: text }, at) =>
        `count(*) filter (${value}::VARCHAR = ${quoteLiteral(text)})::DOUBLE as v${at}`,
    );
    const all = ["count(*)::DOUBLE as rows", `count(*) filter (${value} is null)::DOUBLE as nulls`, ...same];
    const [row] = await native.ask(`select ${all.join(", ")} from ${relation}`, 1);
    expect([profile.rows, profile.nulls], profile.name).toEqual([row?.rows, row?.nulls]);
    expect(
      values.map((_, at) => row?.[`v${at}`]),
      profile.name,
    ).toEqual(values.map(({ count }) => count));
    if (picture.kind === "values" && picture.sampled === null) {
      const [groups] = await native.ask(`select count(distinct ${value})::DOUBLE as n from ${relation}`, 1);
      expect(picture.groups, profile.name).toBe(groups?.n);
    }
    await checkBins(relation, profile);
  }
}

/** Each bar holds just the rows that its filter keeps. */
async function checkBins(relation: string, profile: ColumnProfile): Promise<void> {
  const { name, type, picture } = profile;
  if (picture.kind !== "bins" || picture.counts !== "values") return;
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

function filterSql(filter: RowFilter, type: string): string {
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
      const few = name === "flights" ? " limit 20000" : "";
      await native.run(`create or replace table ${name} as from '${path}'${few}`);
      await check(name);
    });
  }
});

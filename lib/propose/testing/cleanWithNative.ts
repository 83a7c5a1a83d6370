import { join } from "node:path";
import { type NativeRows, openNative } from "../../profile/testing/nativeRows.ts";
import { quoteIdentifier, quoteLiteral } from "../../sql/quote.ts";
import { type FoundProposals, findProposals } from "../findProposals.ts";
import { sureProposals } from "../proposal.ts";
import { stepsSql } from "../stepSql.ts";
import { type Cells, scoreCleaning } from "./scoreCleaning.ts";

/** The tables with a dirty and a clean version, row by row; paths from the folder of the data sets. */
export const cleaningSets = {
  hospital: { dirty: "cleaning/hospital/dirty.csv", clean: "cleaning/hospital/clean.csv" },
  beers: { dirty: "cleaning/beers/dirty.csv", clean: "cleaning/beers/clean.csv" },
  restaurant: {
    dirty: "cleaning/restaurant-missing/restaurant_3_1.csv",
    clean: "cleaning/restaurant-missing/clean.csv",
  },
} as const;

/** Proposals for a relation of native DuckDB, and its cells as text before and after the sure ones. */
export async function cleanRelation(native: NativeRows, relation: string) {
  const columns = await native.columns(relation);
  const found = await findProposals({ ask: native.ask, from: relation, columns });
  const steps = sureProposals(found.proposals).flatMap((proposal) => proposal.steps);
  const cells = (from: string) =>
    cellsOf(
      native,
      from,
      columns.map(({ name }) => name),
    );
  return { found, before: await cells(relation), after: await cells(`(${stepsSql(relation, steps)})`) };
}

/** Loads a dirty file, does what is proposed and sure, and scores the outcome by the clean file. */
export async function cleanFile(dataFolder: string, { dirty, clean }: { dirty: string; clean: string }) {
  const native = await openNative();
  await loadCsv(native, "dirty", join(dataFolder, dirty), false);
  const { found, after } = await cleanRelation(native, "dirty");
  // What the files say to the letter: typed, "12.0" would be 12 before anybody repaired it.
  const names = (await native.columns("dirty")).map(({ name }) => name);
  await loadCsv(native, "dirty_text", join(dataFolder, dirty), true);
  await loadCsv(native, "clean_text", join(dataFolder, clean), true);
  const before = await cellsOf(native, "dirty_text", names);
  const meant = await cellsOf(native, "clean_text", names);
  return { found, ...scoreCleaning(before, after, meant) };
}

/** What is proposed for a file as it is. */
export async function proposalsOfFile(path: string): Promise<FoundProposals> {
  const native = await openNative();
  await loadCsv(native, "t", path, false);
  return await findProposals({ ask: native.ask, from: "t", columns: await native.columns("t") });
}

async function loadCsv(native: NativeRows, name: string, path: string, allText: boolean): Promise<void> {
  const from = `read_csv(${quoteLiteral(path)}, all_varchar = ${allText}, sample_size = -1)`;
  await native.run(`create table ${name} as select * from ${from}`);
}

async function cellsOf(native: NativeRows, from: string, names: readonly string[]): Promise<Cells> {
  const texts = names.map((name, at) => `cast(${quoteIdentifier(name)} as VARCHAR) as c${at}`);
  const rows = await native.ask(`select ${texts.join(", ")} from ${from}`, 1e9);
  return rows.map((row) => names.map((_, at) => (row[`c${at}`] ?? null) as string | null));
}

import { quoteIdentifier } from "../sql/quote.ts";
import { type AskRows, countAt } from "./askRows.ts";
import { type ColumnValues, columnValues } from "./columnValues.ts";
import { contextRepairs } from "./contextRepairs.ts";
import {
  type Dependency,
  type Dissent,
  dissents,
  findDependencies,
  type SearchedColumn,
} from "./dependencies.ts";
import { heldRules } from "./heldRules.ts";
import { nullRules } from "./nullRules.ts";
import { numberRules } from "./numberRules.ts";
import { type Proposal, sureProposals } from "./proposal.ts";
import { type Repair, strayLetter } from "./repair.ts";
import { repairProposals } from "./repairProposals.ts";
import { spellingRules } from "./spellingRules.ts";
import { stepsSql } from "./stepSql.ts";
import { typoRepairs } from "./typoRepairs.ts";

/** How many text columns are looked at; of wider relations the first ones. */
export const mostColumns = 120;

/** How many dependencies of one column are asked for what dissents from them, the strongest first. */
const mostDependencies = 4;

export interface ProposalSearch {
  ask: AskRows;
  /** What stands behind FROM. */
  from: string;
  /** Names and DuckDB's types. */
  columns: readonly { name: string; type: string }[];
  /** Called before each part of the work, with 0 to 1 and what it is about. Throw from it to stop. */
  onProgress?: (fraction: number, about: string) => void;
}

export interface FoundProposals {
  /** In the order in which they are to be applied: a later one may build on those before it. */
  proposals: Proposal[];
  dependencies: Dependency[];
  /** What was left out, one sentence each. */
  notes: string[];
}

/** What is likely wrong in a relation, and the steps that mend it. Rejects where a statement fails. */
export async function findProposals(search: ProposalSearch): Promise<FoundProposals> {
  const { ask, from, columns } = search;
  const tell = search.onProgress ?? (() => undefined);
  const notes: string[] = [];
  const texts = columns.filter(({ type }) => type === "VARCHAR");
  if (texts.length > mostColumns) notes.push(`Only the first ${mostColumns} text columns were looked at.`);
  const looked = texts.slice(0, mostColumns);

  const values: ColumnValues[] = [];
  for (const [at, { name }] of looked.entries()) {
    tell((0.3 * at) / looked.length, name);
    values.push(await columnValues(ask, from, name));
  }
  const partial = values.filter(({ isPartial }) => isPartial).map(({ column }) => column);
  if (partial.length > 0)
    notes.push(
      `Of ${partial.join(", ")} only the most frequent values were looked at, and none for typing errors.`,
    );

  const proposals = values.flatMap((one) => {
    const nulls = nullRules(one);
    const numbers = numberRules(one);
    return numbers.length > 0 ? [...nulls, ...numbers] : [...nulls, ...spellingRules(one)];
  });
  tell(0.3, "values in other columns");
  proposals.push(...(await heldRules(ask, from, values)));

  // What follows looks at the relation as it is once the sure steps are done.
  const sure = sureProposals(proposals);
  const mended = `(${stepsSql(
    from,
    sure.flatMap(({ steps }) => steps),
  )})`;
  const isNumber = new Set(
    sure.flatMap(({ steps }) => steps.flatMap((step) => ("cast" in step ? step.cast.columns : []))),
  );
  const touched = new Set(sure.flatMap(({ steps }) => steps.flatMap(columnsOf)));
  const left: ColumnValues[] = [];
  for (const one of values)
    if (!isNumber.has(one.column))
      left.push(touched.has(one.column) ? await columnValues(ask, mended, one.column) : one);

  const dependencies = await dependenciesOf(ask, mended, columns, left, (fraction, about) =>
    tell(0.4 + 0.3 * fraction, about),
  );
  const told = await dissentsOf(ask, mended, dependencies, (fraction, about) =>
    tell(0.7 + 0.3 * fraction, about),
  );
  const repairs = (stray: string | null) =>
    left.map((one) => ({
      column: one,
      context: contextRepairs(one, told.get(one.column) ?? [], stray),
      typos: typoRepairs(one, stray),
    }));
  const first = repairs(null);
  const stray = strayLetter(first.flatMap(({ context, typos }) => [...context, ...typos]).filter(isLikely));
  for (const { column, context, typos } of stray === null ? first : repairs(stray))
    proposals.push(...repairProposals(column, context, typos, stray));
  return { proposals, dependencies, notes };
}

const isLikely = ({ confidence }: Repair) => confidence >= 0.65;

function columnsOf(step: Proposal["steps"][number]): string[] {
  if ("trim" in step) return step.trim;
  if ("cast" in step) return step.cast.columns;
  if ("nulls" in step) return step.nulls.columns;
  if ("replace" in step) return step.replace.columns;
  return "map" in step ? [step.map.column] : Object.keys(step.derive);
}

async function dependenciesOf(
  ask: AskRows,
  from: string,
  columns: readonly { name: string; type: string }[],
  texts: readonly ColumnValues[],
  tell: (fraction: number, about: string) => void,
): Promise<Dependency[]> {
  const known = new Map(texts.map((one) => [one.column, one]));
  const others = columns
    .filter(
      ({ name, type }) =>
        !known.has(name) && /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DATE|UUID|ENUM.*)$/.test(type),
    )
    .slice(0, mostColumns);
  const counts = others.flatMap(({ name }, at) => [
    `approx_count_distinct(${quoteIdentifier(name)})::DOUBLE as d${at}`,
    `(count(*) - count(${quoteIdentifier(name)}))::DOUBLE as n${at}`,
  ]);
  const [row] = await ask(
    `select count(*)::DOUBLE as total${counts.map((one) => `, ${one}`).join("")} from ${from}`,
    1,
  );
  const rows = countAt(row, "total");
  const searched: SearchedColumn[] = [
    ...texts.map(({ column, values, nulls, isPartial, rows: counted }) => ({
      name: column,
      distinct: isPartial ? rows : values.size,
      nulls: nulls + (values.get("") ?? 0),
      base:
        Math.max(0, ...[...values].filter(([text]) => text !== "").map(([, n]) => n)) /
        Math.max(1, counted - nulls),
      isText: !isPartial,
    })),
    ...others.map(({ name }, at) => ({
      name,
      distinct: countAt(row, `d${at}`),
      nulls: countAt(row, `n${at}`),
      base: 0,
      isText: false,
    })),
  ];
  return await findDependencies(ask, from, searched, rows, (done, total) =>
    tell(done / total, "columns that go together"),
  );
}

async function dissentsOf(
  ask: AskRows,
  from: string,
  dependencies: readonly Dependency[],
  tell: (fraction: number, about: string) => void,
) {
  const told = new Map<string, { dependency: Dependency; dissents: Dissent[] }[]>();
  for (const [at, dependency] of dependencies.entries()) {
    const there = told.get(dependency.column) ?? [];
    if (there.length >= mostDependencies || dependency.strength === 1) continue;
    tell(at / dependencies.length, `${dependency.by} and ${dependency.column}`);
    told.set(dependency.column, [...there, { dependency, dissents: await dissents(ask, from, dependency) }]);
  }
  return told;
}

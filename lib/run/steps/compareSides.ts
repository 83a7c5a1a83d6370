import type { CompareChoices } from "../../compare/choices.ts";
import { noChoices } from "../../compare/choices.ts";
import { keyCheckSql } from "../../compare/compareSql.ts";
import {
  type ComparedRelation,
  type ComparePlan,
  commonColumns,
  listedNames,
  planCompare,
} from "../../compare/plan.ts";
import { type KeyLook, keyCandidates, keyLookSql, mayBeKey } from "../../compare/proposeKey.ts";
import type { SideRows } from "../../compare/summarySql.ts";
import { listed } from "../../dataflow/listed.ts";
import type { EngineApi, EngineError, Outcome } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import { type AskRows, askRowsOf, numberAt, textAt } from "../../profile/askRows.ts";

type Asked = Pick<EngineApi, "relation" | "select">;

/** A comparison that can be run: its key was looked at and is unique on both sides. */
export interface CheckedCompare {
  readonly plan: ComparePlan;
  /** Whether the key was proposed, since the cell names none. */
  readonly isProposed: boolean;
  readonly before: SideRows;
  readonly after: SideRows;
}

const failed = (message: string, hint: string): { ok: false; error: EngineError } => ({
  ok: false,
  error: { code: "sql", message, hint },
});

/** The two relations of a compare cell's options. */
export async function comparedRelations(
  { options }: Pick<Cell, "options">,
  engine: Pick<EngineApi, "relation">,
): Promise<Outcome<{ before: ComparedRelation; after: ComparedRelation }>> {
  if (!options.from || !options.to)
    return failed(
      "This comparison does not say which relations it reads.",
      "Say from=NAME for what was before and to=NAME for what is now.",
    );
  const before = await engine.relation(options.from);
  if (!before.ok) return before;
  const after = await engine.relation(options.to);
  if (!after.ok) return after;
  return { ok: true, value: { before: before.value, after: after.value } };
}

/** What a compare cell stands for, with its key checked; an error says what is wrong with the key and what to try. */
export async function checkedCompare(
  cell: Pick<Cell, "options">,
  choices: CompareChoices,
  engine: Asked,
): Promise<Outcome<CheckedCompare>> {
  const relations = await comparedRelations(cell, engine);
  if (!relations.ok) return relations;
  const { before, after } = relations.value;
  const ask = askRowsOf(engine.select);
  const wanted = listedNames(cell.options.key ?? "", [...before.columns, ...after.columns]);
  try {
    if (wanted.length > 0) {
      const plan = planCompare(before, after, wanted, choices);
      return plan.ok ? await withKey(plan.value, false, ask) : plan;
    }
    const proposed = await proposedKey(before, after, ask);
    if (!proposed)
      return failed(
        `No key was found: no column that ${before.name} and ${after.name} both have tells the rows of each apart.`,
        "Say which columns do: key=NAME or key=NAME,NAME. Or remove repeated rows first, in a clean cell.",
      );
    const plan = planCompare(before, after, proposed.keys, choices);
    return plan.ok ? { ok: true, value: { ...proposed, plan: plan.value, isProposed: true } } : plan;
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return failed(thrown.message, "Run the cell again.");
  }
}

interface KeyCheck extends SideRows {
  readonly repeated: number;
  readonly example: string | null;
}

async function checkKey(plan: ComparePlan, side: "before" | "after", ask: AskRows): Promise<KeyCheck> {
  const [row] = await ask(keyCheckSql(plan[side], plan.keys, side), 1);
  return {
    rows: numberAt(row, "rows"),
    unkeyed: numberAt(row, "unkeyed"),
    repeated: numberAt(row, "repeated"),
    example: textAt(row, "example"),
  };
}

async function withKey(
  plan: ComparePlan,
  isProposed: boolean,
  ask: AskRows,
): Promise<Outcome<CheckedCompare>> {
  const before = await checkKey(plan, "before", ask);
  const after = await checkKey(plan, "after", ask);
  const problems = [before, after].flatMap(({ repeated, example }, at) => {
    if (repeated === 0) return [];
    const count = repeated === 1 ? "1 value occurs" : `${repeated.toLocaleString("en")} values occur`;
    return [`${(at === 0 ? plan.before : plan.after).name}: ${count} more than once, e.g. ${example}`];
  });
  if (problems.length === 0) return { ok: true, value: { plan, isProposed, before, after } };
  const name = listed(plan.keys.map((key) => key.after.name));
  return failed(
    `The key ${name} is not unique in ${problems.join(", and in ")}.`,
    "Name more columns, key=a,b, or remove what occurs twice in a clean cell first (its step dedupe).",
  );
}

/** The likeliest columns of which no row lacks one and no two rows of a relation have the same; null where none are. */
export async function proposedKey(
  before: ComparedRelation,
  after: ComparedRelation,
  ask: AskRows,
): Promise<{ keys: string[]; before: SideRows; after: SideRows } | null> {
  const columns = commonColumns(before, after).filter(mayBeKey);
  if (columns.length === 0) return null;
  const look = async (relation: ComparedRelation, names: string[]) =>
    (await ask(keyLookSql(relation, names), names.length)) as unknown as KeyLook[];
  const candidates = keyCandidates(
    await look(
      before,
      columns.map((column) => column.before.name),
    ),
    await look(
      after,
      columns.map((column) => column.after.name),
    ),
  );
  for (const keys of candidates) {
    const plan = planCompare(before, after, keys, noChoices);
    const checked = plan.ok ? await withKey(plan.value, true, ask) : plan;
    if (checked.ok) return { keys, before: checked.value.before, after: checked.value.after };
  }
  return null;
}

import { closestName } from "../../dataflow/closestName.ts";
import type { Column, EngineApi, EngineError, Outcome } from "../../engine/protocol.ts";
import { type ColumnLook, lookSql } from "../../match/columnLook.ts";
import { proposeDedupe, proposeLink, roleOf } from "../../match/propose.ts";
import type { WantedMatch } from "../../match/readMatch.ts";
import type { Comparison, MatchSetup, MatchSide } from "../../match/setup.ts";
import type { Cell } from "../../notebook/document.ts";
import { askRowsOf } from "../../profile/askRows.ts";

type Asked = Pick<EngineApi, "relation" | "select">;

/** A side with what its columns look like; the key is not among them. */
export interface LookedSide extends MatchSide {
  readonly looks: readonly ColumnLook[];
  readonly rowCount: number;
}

const failed = (message: string, hint: string): { ok: false; error: EngineError } => ({
  ok: false,
  error: { code: "sql", message, hint },
});

/** The set-up that a cell stands for: what its text says, and the proposal for all that it leaves out. */
export async function matchSetup(
  cell: Cell,
  wanted: WantedMatch,
  engine: Asked,
): Promise<Outcome<MatchSetup>> {
  const sides = await lookedSides(cell, engine);
  if (!sides.ok) return sides;
  const { left, right } = sides.value;
  const proposal = proposeComparisons(left, right);
  const comparisons = wanted.comparisons
    ? wantedComparisons(wanted.comparisons, proposal, left, right)
    : ({ ok: true, value: proposal } as const);
  if (!comparisons.ok) return comparisons;
  if (comparisons.value.length === 0)
    return failed(
      "No columns were found that could be compared.",
      right ? "Say which: compare: [{ left: NAME, right: NAME, as: name }]." : "Say which: compare: [NAME].",
    );
  const outcome = wanted.outcome ?? (right ? "one-to-one" : "clusters");
  if (right && outcome === "clusters")
    return failed("Two relations make pairs and no groups.", "Say outcome: one-to-one or one-to-many.");
  if (!right && outcome !== "clusters")
    return failed("Records of one relation make groups.", "Leave outcome out, or link two relations.");
  return {
    ok: true,
    value: {
      work: `${cell.name}__work`,
      name: cell.name,
      left,
      right,
      comparisons: comparisons.value,
      candidates: wanted.candidates,
      outcome,
      decisions: wanted.decisions,
    },
  };
}

/** What is compared where nobody says. */
export function proposeComparisons(left: LookedSide, right: LookedSide | null): Comparison[] {
  return right ? proposeLink(left.looks, right.looks) : proposeDedupe(left.looks);
}

/** The relations of a match cell's options, looked at. */
export async function lookedSides(
  { options }: Pick<Cell, "options">,
  engine: Asked,
): Promise<Outcome<{ left: LookedSide; right: LookedSide | null }>> {
  if (options.from) {
    const left = await lookAt(options.from, options.key, "key", engine);
    return left.ok ? { ok: true, value: { left: left.value, right: null } } : left;
  }
  if (!options.left || !options.right)
    return failed(
      "This match does not say which relations it reads.",
      "Say left=NAME right=NAME to link two, or from=NAME to find what one has several times.",
    );
  const left = await lookAt(options.left, options.left_key, "left_key", engine);
  if (!left.ok) return left;
  const right = await lookAt(options.right, options.right_key, "right_key", engine);
  return right.ok ? { ok: true, value: { left: left.value, right: right.value } } : right;
}

async function lookAt(
  relation: string,
  wantedKey: string | undefined,
  option: string,
  engine: Asked,
): Promise<Outcome<LookedSide>> {
  const found = await engine.relation(relation);
  if (!found.ok) return found;
  const { name, columns, rowCount } = found.value;
  const key = wantedKey === undefined ? null : columnNamed(columns, wantedKey);
  if (wantedKey !== undefined && key === null)
    return failed(
      `${name} has no column "${wantedKey}".`,
      didYouMean(wantedKey, columns, `Choose another ${option}.`),
    );
  const looked = await askRowsOf(engine.select)(lookSql(name, columns), columns.length).then(
    (rows) => ({ ok: true, value: rows as unknown as ColumnLook[] }) as const,
    (thrown: unknown) =>
      failed(thrown instanceof Error ? thrown.message : String(thrown), "Run the cell again."),
  );
  if (!looked.ok) return looked;
  const chosen = key ?? keyAmong(looked.value);
  const looks = looked.value.filter((look) => look.name !== chosen);
  return { ok: true, value: { relation: name, key: chosen, columns, looks, rowCount } };
}

/** The first column that tells all records apart and looks like nothing that could be compared. */
function keyAmong(looks: readonly ColumnLook[]): string | null {
  const isKey = (look: ColumnLook) =>
    look.rows > 0 &&
    look.distinct === look.rows &&
    look.words < 1.5 &&
    /(^|[^a-z])(id|key|nr|no)$/i.test(look.name);
  return looks.find(isKey)?.name ?? null;
}

function columnNamed(columns: readonly Column[], name: string): string | null {
  const exact = columns.find((column) => column.name === name);
  return (exact ?? columns.find((column) => column.name.toLowerCase() === name.toLowerCase()))?.name ?? null;
}

function didYouMean(name: string, columns: readonly Column[], otherwise: string): string {
  const near = closestName(
    name,
    columns.map((column) => column.name),
  );
  return near === null ? otherwise : `Did you mean ${near}?`;
}

function wantedComparisons(
  wanted: NonNullable<WantedMatch["comparisons"]>,
  proposal: readonly Comparison[],
  left: LookedSide,
  right: LookedSide | null,
): Outcome<Comparison[]> {
  const chosen: Comparison[] = [];
  for (const one of wanted) {
    const l = columnNamed(left.columns, one.left);
    const r = columnNamed((right ?? left).columns, one.right);
    if (l === null || r === null) {
      const [name, side] = l === null ? [one.left, left] : [one.right, right ?? left];
      return failed(
        `${side.relation} has no column "${name}".`,
        didYouMean(name, side.columns, "Choose another column."),
      );
    }
    const proposed = proposal.find((other) => other.left === l && other.right === r)?.role;
    const look = left.looks.find(({ name }) => name === l);
    const role = one.role ?? proposed ?? (look ? roleOf(look) : null) ?? "name";
    chosen.push({ left: l, right: r, role, ...(one.weight !== null && { weight: one.weight }) });
  }
  return { ok: true, value: chosen };
}

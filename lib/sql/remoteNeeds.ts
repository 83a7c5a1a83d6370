import { type MayMatch, mayMatch } from "./mayMatch.ts";
import { type PlanNode, parsePlan } from "./parsePlan.ts";
import { significant, tokenize } from "./tokenize.ts";

/** What a statement reads of one remote relation. */
export interface RemoteNeed {
  remote: number;
  /** null where it is not known which. */
  columns: ReadonlySet<number> | null;
  /** A filter for each scan: rows that fulfil none of them are not needed. null where all are. */
  filters: readonly MayMatch[] | null;
  /** Only the first so many rows are needed; null for all. */
  firstRows: number | null;
}

/**
 * What a statement reads of remote relations, by `EXPLAIN (FORMAT json)` of it over their failing views (notFetchedSql).
 * Where the plan is not understood it says more than is needed, never less.
 */
export function remoteNeeds(explainJson: string, sql: string): RemoteNeed[] {
  const remotes = new Set<number>();
  const columns = new Map<number, Set<number>>();
  const note = (remote: string | undefined, column: string | undefined) => {
    const known = columns.get(Number(remote)) ?? new Set<number>();
    columns.set(Number(remote), known);
    remotes.add(Number(remote));
    if (column !== undefined) known.add(Number(column));
  };
  for (const [, remote] of explainJson.matchAll(/Rows of remote relation (\d+) were/g))
    note(remote, undefined);
  for (const [, column, remote] of explainJson.matchAll(/Column (\d+) of remote relation (\d+) was/g))
    note(remote, column);
  for (const [, remote, column] of explainJson.matchAll(/__r(\d+)_c(\d+)/g)) note(remote, column);
  if (remotes.size === 0) return [];
  const root = parsePlan(explainJson);
  const scans = root ? scansIn(root, null) : [];
  const isOne = remotes.size === 1 && scans.length <= 1;
  const firstRows = root && isOne && isHead(root) ? trailingLimit(sql) : null;
  return [...remotes].map((remote) => {
    const own = scans.filter((scan) => scan.remote === remote);
    const filters = own.flatMap(({ filter }) => (filter ? [filter] : []));
    const isFiltered = own.length > 0 && filters.length === own.length && !hasBareScan(scans, explainJson);
    return {
      remote,
      columns: columns.get(remote) ?? new Set<number>(),
      filters: isFiltered ? filters : null,
      firstRows,
    };
  });
}

interface Scan {
  remote: number | null;
  filter: MayMatch | null;
}

/** The places where rows are made: each is a RANGE over the failing columns, with what filters these at once. */
function scansIn(node: PlanNode, parent: PlanNode | null): Scan[] {
  const remote = node.name === "PROJECTION" ? remoteOf(node) : null;
  if (remote === null) return node.children.flatMap((child) => scansIn(child, node));
  const filter = parent?.name === "FILTER" ? mayMatch(parent.extra.Expression, remote) : null;
  return [{ remote, filter }];
}

/** The relation whose failing columns a projection makes: nothing else is called so where a RANGE is below. */
function remoteOf({ extra, children }: PlanNode): number | null {
  const [child] = children;
  const below = child?.name === "FILTER" || child?.name.endsWith("LIMIT") ? child.children[0] : child;
  const source = below?.name === "FILTER" ? below.children[0] : below;
  if (source?.name !== "RANGE") return null;
  const [first] = [extra.Projections].flat();
  const found = /^__r(\d+)_c\d+$/.exec(String(first));
  return found ? Number(found[1]) : null;
}

/** Whether rows are made somewhere of which only their number is needed: no filter may leave any of those out. */
function hasBareScan(scans: readonly Scan[], explainJson: string): boolean {
  return (explainJson.match(/"Function":\s*"RANGE"/g) ?? []).length > scans.length;
}

/** Whether the plan is one scan of which only rows from the beginning are taken. */
function isHead(root: PlanNode): boolean {
  let limits = 0;
  for (let node: PlanNode | undefined = root; node; node = node.children[0]) {
    if (node.children.length > 1) return false;
    if (node.name === "STREAMING_LIMIT" || node.name === "LIMIT") limits++;
    else if (node.name === "FILTER") {
      if (
        !/^\("?error"?\('Rows of remote relation \d+ were not fetched\.'\) IS NULL\)$/.test(
          String(node.extra.Expression),
        )
      )
        return false;
    } else if (node.name !== "PROJECTION" && node.name !== "RANGE") return false;
  }
  return limits === 1;
}

/** The rows that a statement's last words take from the beginning, `LIMIT 10 OFFSET 5`; null where they say otherwise. */
function trailingLimit(sql: string): number | null {
  const tokens = significant(tokenize(sql)).map(({ text }) => text.toUpperCase());
  while (tokens.at(-1) === ";") tokens.pop();
  const asked = tokens.slice(-4);
  const [word, count, next, offset] = asked[0] === "LIMIT" ? asked : [...asked.slice(-2), "", "0"];
  const limits = tokens.filter((text) => text === "LIMIT" || text === "FETCH" || text === "OFFSET");
  if (limits.length !== (next === "OFFSET" ? 2 : 1)) return null;
  if (word !== "LIMIT" || (next !== "OFFSET" && next !== "")) return null;
  const rows = [count, offset].map((text) => (/^\d{1,12}$/.test(text ?? "") ? Number(text) : Number.NaN));
  const sum = (rows[0] ?? Number.NaN) + (rows[1] ?? Number.NaN);
  return Number.isNaN(sum) ? null : sum;
}

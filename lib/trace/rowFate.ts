import type { Column } from "../engine/protocol.ts";
import { besideSql, groupsSql, type KnownInput, keysOf, outputName, selectSql } from "./blockSql.ts";
import { matchSql, type Text } from "./matchSql.ts";
import { type Query, querySql, sameName, withSql } from "./query.ts";
import { knownInput, mostRows, type TraceEngine, unwrapped } from "./rowsBehind.ts";
import type { Block, SetOperation } from "./shapeOf.ts";

/** A row of a relation of the notebook: by its place where the relation is a table, else by its values. */
export interface StartRow {
  relation: string;
  place: number | null;
  columns: readonly Column[];
  values: readonly Text[];
}

/** What became of a row in a query that reads its relation. */
export interface Fate {
  columns: readonly Column[];
  /** The rows of the query that it has a part in, equal ones once; at most `mostRows`. */
  rows: readonly (readonly Text[])[];
  /** What left it out, where it has a part in none: a clause, and the part of the query that it belongs to. */
  dropped: { by: string; part: string | null } | null;
  /** Where its rows stand for several. */
  isGrouped: boolean;
}

/** Rows of a part that are followed on. */
const mostFollowed = 20;

/**
 * What became of a row in a query; null where the query reads its relation nowhere that can be followed. Throws
 * NotFollowed, and the engine's words where it fails.
 */
export async function rowFate(asked: Query, start: StartRow, engine: TraceEngine): Promise<Fate | null> {
  const fate = await fateIn(asked, start, engine);
  if (!fate?.dropped || fate.dropped.part !== null) return fate;
  return { ...fate, dropped: { ...fate.dropped, part: unwrapped(asked).maker } };
}

async function fateIn(asked: Query, start: StartRow, engine: TraceEngine): Promise<Fate | null> {
  const { query, shape } = unwrapped(asked);
  const columns = await engine.columns(`select * from (${querySql(query)}\n) limit 0`);
  if (shape.kind === "set") return fateInSet(query, shape, columns, start, engine);
  const reading = shape.inputs.flatMap(({ reads }, at) =>
    reads.kind === "query" || (reads.kind === "relation" && sameName(reads.name, start.relation)) ? [at] : [],
  );
  const found: Fate[] = [];
  let known: KnownInput[] | null = null;
  for (const at of reading) {
    const reads = shape.inputs[at]?.reads;
    let of = (names: readonly string[], rowid: string) => startMatch(start, names, rowid);
    if (reads?.kind === "query") {
      const inner = reads.readsItself ? null : await rowFate(reads.query, start, engine);
      if (!inner) continue;
      if (inner.dropped) {
        const { by, part } = inner.dropped;
        found.push({ ...inner, columns, dropped: { by, part: part ?? reads.label } });
        continue;
      }
      of = (names) => anyMatch(names, inner.columns, inner.rows.slice(0, mostFollowed));
    }
    known ??= await Promise.all(shape.inputs.map((input) => knownInput(input, engine)));
    found.push(await fateInBlock({ query, block: shape, at, known, columns, of }, engine));
  }
  return united(found, columns);
}

function united(found: readonly Fate[], columns: readonly Column[]): Fate | null {
  const [first] = found;
  if (!first) return null;
  const rows = new Map(found.flatMap((fate) => fate.rows.map((row) => [JSON.stringify(row), row])));
  if (rows.size === 0) return first;
  const isGrouped = found.some((fate) => fate.isGrouped);
  return { columns, rows: [...rows.values()].slice(0, mostRows), dropped: null, isGrouped };
}

function startMatch({ place, columns, values }: StartRow, names: readonly string[], rowid: string): string {
  return place === null ? anyMatch(names, columns, [values]) : `${rowid} = ${place}`;
}

/** One of these rows has its values in the columns of these names. */
function anyMatch(
  names: readonly string[],
  columns: readonly Column[],
  rows: readonly (readonly Text[])[],
): string {
  const each = rows.map((row) =>
    columns.map(({ type }, at) => matchSql(names[at] ?? "null", type, row[at] ?? null, true)).join(" and "),
  );
  return `(${each.map((one) => `(${one || "true"})`).join(" or ") || "false"})`;
}

interface InBlock {
  query: Query;
  block: Block;
  at: number;
  known: readonly KnownInput[];
  columns: readonly Column[];
  /** The condition on the input's columns, as they are called, and its row's place. */
  of(names: readonly string[], rowid: string): string;
}

async function fateInBlock(asked: InBlock, engine: TraceEngine): Promise<Fate> {
  const { query, block, at, known, columns, of } = asked;
  const isGrouped = block.groupBy !== null;
  const keys = keysOf(block, known, columns.length);
  const beside = besideSql(block, keys, at, known);
  const isIt = of(
    beside.inputs.map((name) => `traced.${name}`),
    "traced.r",
  );
  const start = withSql(block.parts);
  const texts = (relation: string) =>
    columns.map((_, place) => `cast(${relation}.${outputName(place)} as varchar)`).join(", ");
  const same = [...beside.outputs, ...beside.keys].flatMap((name) =>
    name === null ? [] : `groups.${name} is not distinct from traced.${name}`,
  );
  const living = isGrouped
    ? `${start}select ${texts("groups")}\nfrom ${groupsSql(block, keys)}\nwhere exists (select 1 from ${beside.from} where ${[isIt, ...same].join(" and ")})\nlimit ${mostRows}`
    : `${start}select distinct ${texts("traced")}\nfrom ${beside.from}\nwhere ${isIt}\nlimit ${mostRows}`;
  const rows = await engine.texts(living, mostRows);
  const made = { columns, isGrouped };
  if (rows.length === 0) {
    const by = await clauseThatDropped(asked, engine);
    return { ...made, rows, dropped: { by, part: null } };
  }
  if (!block.isLimited && block.distinct !== "on") return { ...made, rows, dropped: null };
  const kept = await rowsOf(query, columns, rows, engine);
  if (kept.length > 0) return { ...made, rows: kept, dropped: null };
  const by = block.distinct === "on" ? "DISTINCT ON, which kept another row" : "LIMIT, OFFSET or a sample";
  return { ...made, rows: [], dropped: { by, part: null } };
}

/** Which of these rows a query really has. */
async function rowsOf(
  query: Query,
  columns: readonly Column[],
  rows: readonly (readonly Text[])[],
  engine: TraceEngine,
): Promise<readonly (readonly Text[])[]> {
  const names = columns.map((_, at) => outputName(at));
  const list = names.map((name) => `cast(traced.${name} as varchar)`).join(", ");
  const match = anyMatch(
    names.map((name) => `traced.${name}`),
    columns,
    rows,
  );
  const sql = `${withSql(query.parts)}select distinct ${list}\nfrom (${query.text}\n) as traced(${names.join(", ")})\nwhere ${match}\nlimit ${mostRows}`;
  return engine.texts(sql, mostRows);
}

/** The clause of a block that a row of its input does not come through. */
async function clauseThatDropped({ block, at, known, of }: InBlock, engine: TraceEngine): Promise<string> {
  const plain: Block = { ...block, items: [], groupBy: null };
  const none = { items: [], told: [], missing: [] };
  const count = async (without: { where?: boolean; qualify?: boolean }) => {
    const { from, inputs } = besideSql(plain, none, at, known, without);
    const isIt = of(
      inputs.map((name) => `traced.${name}`),
      "traced.r",
    );
    const [[counted] = []] = await engine.texts(
      `${withSql(block.parts)}select cast(count(*) as varchar) from ${from} where ${isIt}`,
      1,
    );
    return Number(counted ?? 0);
  };
  const isThere = async (without: { where?: boolean; qualify?: boolean }) =>
    // A condition may name an item of the list, which is not there.
    count(without).catch(() => null);
  if ((await isThere({ where: true, qualify: true })) === 0)
    return block.joins > 0 ? "a JOIN: it has no partner" : "a part that it reads";
  if (block.where !== null && (await isThere({ qualify: true })) !== 0)
    return block.groupBy !== null
      ? `HAVING ${oneLine(block.having ?? block.qualify ?? "")}`
      : `QUALIFY ${oneLine(block.qualify ?? "")}`;
  if (block.where !== null) return `WHERE ${oneLine(await failingCondition(plain, at, known, of, engine))}`;
  if (block.groupBy !== null && block.having !== null) return `HAVING ${oneLine(block.having)}`;
  return block.qualify === null ? "it" : `QUALIFY ${oneLine(block.qualify)}`;
}

/** The first condition of WHERE that does not hold for a row; all of it where that cannot be told. */
async function failingCondition(
  block: Block,
  at: number,
  known: readonly KnownInput[],
  of: InBlock["of"],
  engine: TraceEngine,
): Promise<string> {
  const { conditions, where } = block;
  if (conditions.length < 2) return where ?? "";
  const { from, inputs } = besideSql(
    { ...block, items: [] },
    {
      items: conditions.map((text) => ({
        text: `(${text}\n)`,
        key: "",
        alias: null,
        column: null,
        isStar: false,
        aggregates: false,
        windows: false,
      })),
      told: conditions.map(() => true),
      missing: [],
    },
    at,
    known,
    { where: true, qualify: true },
  );
  const isIt = of(
    inputs.map((name) => `traced.${name}`),
    "traced.r",
  );
  const each = conditions
    .map((_, place) => `cast(bool_or(traced.${outputName(place)}) as varchar)`)
    .join(", ");
  const answer = await engine
    .texts(`${withSql(block.parts)}select ${each} from ${from} where ${isIt}`, 1)
    .catch(() => []);
  const failing = (answer[0] ?? []).findIndex((text) => text !== "true");
  return conditions[failing] ?? where ?? "";
}

const longest = 120;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

async function fateInSet(
  query: Query,
  shape: SetOperation,
  columns: readonly Column[],
  start: StartRow,
  engine: TraceEngine,
): Promise<Fate | null> {
  const found: Fate[] = [];
  for (const [at, member] of shape.members.entries()) {
    // What is taken away does not live on.
    if (shape.by === "except" && at > 0) continue;
    const fate = await rowFate(member, start, engine);
    if (!fate) continue;
    const label = `part ${at + 1} of ${shape.members.length}`;
    if (fate.dropped)
      found.push({ ...fate, dropped: { by: fate.dropped.by, part: fate.dropped.part ?? label } });
    else found.push({ ...fate, columns, rows: await widened(fate, columns, shape.isByName, engine) });
  }
  const fate = united(found, columns);
  if (!fate || fate.dropped || (shape.by === "union" && !shape.isLimited)) return fate;
  const rows = await rowsOf(query, columns, fate.rows, engine);
  if (rows.length > 0) return { ...fate, rows };
  return { ...fate, rows, dropped: { by: shape.isLimited ? "LIMIT" : shape.by.toUpperCase(), part: null } };
}

/** Rows of a member as the whole prints them, whose types may be wider. */
async function widened(
  { columns, rows }: Fate,
  whole: readonly Column[],
  isByName: boolean,
  engine: TraceEngine,
): Promise<readonly (readonly Text[])[]> {
  const places = whole.map(({ name }, at) =>
    isByName ? columns.findIndex((column) => sameName(column.name, name)) : at,
  );
  const isSame = places.every((place, at) => place === at && columns[at]?.type === whole[at]?.type);
  if (isSame) return rows;
  const literal = (text: Text) => (text === null ? "null" : `'${text.replaceAll("'", "''")}'`);
  const selects = rows.map((row) =>
    selectSql({
      items: places.map((place, at) => {
        const own = `cast(${literal(row[place] ?? null)} as ${columns[place]?.type ?? "varchar"})`;
        return `cast(cast(${own} as ${whole[at]?.type ?? "varchar"}) as varchar)`;
      }),
      from: "(select 1)",
      where: null,
    }),
  );
  return rows.length === 0
    ? []
    : engine.texts(`select * from (${selects.join("\nunion all ")})`, rows.length);
}

import { asJsonObject, type JsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import { groupColumns, measureName, measureSql, partitionBy } from "./measureSql.ts";
import {
  checkedName,
  columnId,
  counted,
  type MadeColumn,
  namedColumn,
  type RowSource,
  selectFrom,
} from "./rowSource.ts";
import { sortKeys } from "./sortKeys.ts";

/** Rows in the order of a window, and the part of them that an aggregate sees. */
interface Window {
  rows: RowSource;
  partition: string;
  /** What rows are peers by; none where only their place counts. */
  peers: readonly string[];
  /** An ORDER BY under which no two rows are equal. */
  order: string;
  frame: string;
}

/** `window`: ranks, neighbours and running aggregates, over frames by rows or with their peers. */
export function windowStep(step: JsonObject, source: RowSource): RowSource {
  if (!Array.isArray(step.window)) throw new OnlyVega("window");
  const fields = step.window.map(asJsonObject);
  const rows = counted(source);
  const groups = partitionBy(groupColumns(rows, step.groupby));
  const peers = sortKeys(step.sort, rows);
  const order = `ORDER BY ${[...peers, rows.order].join(", ")}`;
  const seen = framed({ rows, partition: groups, peers, order, frame: "" }, step, fields.some(seesFrame));
  const made = fields.map((field) => windowColumn(field, seen));
  // The numbers that a frame was found by are of no use behind it.
  return selectFrom(seen.rows, { kept: rows.columns, made });
}

const ranks = new Set(["row_number", "rank", "dense_rank", "percent_rank", "lag", "lead"]);

function seesFrame({ op }: JsonObject): boolean {
  return !ranks.has(String(op));
}

function framed(seen: Window, step: JsonObject, isNeeded: boolean): Window {
  const { frame = [null, 0], ignorePeers = false } = step;
  if (!Array.isArray(frame) || frame.length !== 2 || !frame.every(isOffset)) throw new OnlyVega("a frame");
  const [from, to]: (number | null)[] = frame;
  if (from === undefined || to === undefined) throw new OnlyVega("a frame");
  const rowFrame = `ROWS BETWEEN ${bound(from, "PRECEDING")} AND ${bound(to, "FOLLOWING")}`;
  const seesAll = from === null && to === null;
  if (!isNeeded || ignorePeers === true || seen.peers.length === 0 || seesAll)
    return { ...seen, frame: rowFrame };
  if ((from !== null && from > 0) || (to !== null && to < 0)) throw new OnlyVega("a frame beside its row");
  return withPeers(seen, from, to);
}

/** A frame that reaches from the first peer of the row where it begins to the last peer of the row where it ends. */
function withPeers(seen: Window, from: number | null, to: number | null): Window {
  const { rows, partition, order, peers } = seen;
  const over = (sql: string) => `OVER (${partition} ${sql})`;
  const number = (name: string, sql: string): MadeColumn => ({ name, type: "BIGINT", sql });
  const placed = selectFrom(rows, {
    made: [
      number(names.place, `row_number() ${over(order)}`),
      number(names.count, `count(*) ${over("")}`),
      number(names.first, `rank() ${over(`ORDER BY ${peers.join(", ")}`)}`),
      number(
        names.last,
        `count(*) ${over(`ORDER BY ${peers.join(", ")} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`)}`,
      ),
    ],
  });
  const id = (name: string) => columnId(namedColumn(placed, name));
  const byPlace = `ORDER BY ${id(names.place)}`;
  const start = from === null ? "1" : `coalesce(lag(${id(names.first)}, ${-from}) ${over(byPlace)}, 1)`;
  const end =
    to === null
      ? id(names.count)
      : `coalesce(lead(${id(names.last)}, ${to}) ${over(byPlace)}, ${id(names.count)})`;
  const reaching = selectFrom(placed, {
    made: [
      number(names.before, `${id(names.place)} - ${start}`),
      number(names.after, `${end} - ${id(names.place)}`),
    ],
  });
  const [before, after] = [names.before, names.after].map((name) => columnId(namedColumn(reaching, name)));
  return {
    ...seen,
    rows: reaching,
    order: `ORDER BY ${columnId(namedColumn(reaching, names.place))}`,
    frame: `ROWS BETWEEN ${before} PRECEDING AND ${after} FOLLOWING`,
  };
}

const names = {
  place: "window place",
  count: "window count",
  first: "window first",
  last: "window last",
  before: "window before",
  after: "window after",
};

function windowColumn({ op, field, param, as }: JsonObject, seen: Window): MadeColumn {
  const { rows, partition, peers, order, frame } = seen;
  const over = (by: string) => `OVER (${partition} ${by})`;
  const name = checkedName(measureName(op, field, as));
  const whole = { type: "DOUBLE", known: { nullable: false as const, mayBeNaN: false, isWhole: true } };
  // Without a sort no two rows are peers.
  const byPeers = peers.length > 0 ? `ORDER BY ${peers.join(", ")}` : order;
  switch (op) {
    case "row_number":
      return { name, ...whole, sql: `row_number() ${over(order)}::DOUBLE` };
    case "rank":
    case "dense_rank":
      return { name, ...whole, sql: `${op}() ${over(byPeers)}::DOUBLE` };
    case "percent_rank": {
      const sql = `(rank() ${over(byPeers)} - 1)::DOUBLE / (count(*) ${over("")} - 1)`;
      return { name, type: "DOUBLE", known: { nullable: false, mayBeNaN: true }, sql };
    }
    case "lag":
    case "lead": {
      const steps = param === undefined || param === 0 ? 1 : param;
      if (typeof steps !== "number" || !Number.isInteger(steps) || steps < 1) throw new OnlyVega(String(op));
      return neighbour(`${op}(?, ${steps}) ${over(order)}`);
    }
    case "first_value":
    case "last_value":
      return neighbour(`${op}(?) ${over(`${order} ${frame}`)}`);
    case "nth_value":
      if (typeof param !== "number" || !Number.isInteger(param) || param < 1) throw new OnlyVega(op);
      return neighbour(`nth_value(?, ${param}) ${over(`${order} ${frame}`)}`);
    default: {
      const { redraw: _redraw, ...measure } = measureSql(op, field, rows, ` ${over(`${order} ${frame}`)}`);
      return { ...measure, name };
    }
  }

  function neighbour(sql: string): MadeColumn {
    const column = namedColumn(rows, field);
    // A function, so that `$` in a name is no pattern.
    const found = sql.replace("?", () => columnId(column));
    const known = column.known ? { known: { ...column.known, nullable: true as const } } : {};
    if (column.known?.nullable === "undefined") throw new OnlyVega("a neighbour that may be undefined");
    return { name, type: column.type, sql: found, ...known };
  }
}

function isOffset(value: unknown): value is number | null {
  return value === null || (typeof value === "number" && Number.isInteger(value));
}

function bound(offset: number | null, unbounded: "PRECEDING" | "FOLLOWING"): string {
  if (offset === null) return `UNBOUNDED ${unbounded}`;
  if (offset === 0) return "CURRENT ROW";
  return offset < 0 ? `${-offset} PRECEDING` : `${offset} FOLLOWING`;
}

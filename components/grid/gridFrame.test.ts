import { Table, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import { describe, expect, test } from "vitest";
import type { KeptResult, Outcome } from "../../lib/engine/protocol.ts";
import { GridFrame, sameColumns, shownRows } from "./gridFrame.ts";

const columns = [
  { name: "a", type: "BIGINT" },
  { name: "a", type: "VARCHAR" },
];

function ipc(mark: string, offset: number, limit: number): Uint8Array {
  const rows = Array.from({ length: limit }, (_, at) => offset + at);
  const left = vectorFromArray(
    rows.map((row) => `${mark}${row}`),
    new Utf8(),
  );
  const right = vectorFromArray(
    rows.map((row) => (row % 2 ? null : "even")),
    new Utf8(),
  );
  return tableToIPC(new Table({ left, right }), "stream");
}

function kept(mark: string, rowCount: number, rest: Partial<KeptResult> = {}): KeptResult {
  const firstRows = Math.min(rowCount, 500);
  return {
    resultKey: mark,
    columns,
    rowCount,
    kept: "table",
    firstPage: ipc(mark, 0, firstRows),
    firstRows,
    ...rest,
  };
}

function setUp(result: KeptResult, answer?: () => Outcome<Uint8Array>) {
  const asked: string[] = [];
  const failures: (string | null)[] = [];
  const waiting: (() => void)[] = [];
  let held = false;
  const frame = new GridFrame(
    result,
    (key) => async (offset, limit) => {
      asked.push(`${key} ${offset}`);
      if (held) await new Promise<void>((resolve) => waiting.push(resolve));
      return answer?.() ?? { ok: true, value: ipc(key, offset, limit) };
    },
    (message) => failures.push(message),
  );
  return {
    frame,
    asked,
    failures,
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      for (const go of waiting.splice(0)) go();
    },
  };
}

describe("a frame over a result", () => {
  test("shows the first rows without a request", async () => {
    const { frame, asked } = setUp(kept("x", 10_000_000));
    await frame.fetch({ rowStart: 0, rowEnd: 40 });
    expect(frame.rowCount).toBe(10_000_000);
    expect(frame.text(39, 0)).toBe("x39");
    expect(asked).toEqual([]);
  });

  test("asks for the page of a far row, and for nothing between", async () => {
    const { frame, asked } = setUp(kept("x", 10_000_000));
    expect(frame.text(9_999_999, 0)).toBeUndefined();
    await frame.fetch({ rowStart: 9_999_960, rowEnd: 10_000_000 });
    expect(frame.text(9_999_999, 0)).toBe("x9999999");
    expect(asked).toEqual(["x 9999500"]);
  });

  test("tells columns of one name apart, and NULL from not yet here", () => {
    const { frame } = setUp(kept("x", 3));
    expect(frame.text(1, 1)).toBeNull();
    expect(frame.text(0, 1)).toBe("even");
    expect(frame.text(3, 1)).toBeUndefined();
  });

  test("tells why rows could not be read, and that they can be read again", async () => {
    let broken = true;
    const { frame, failures } = setUp(kept("x", 2_000), () =>
      broken
        ? { ok: false, error: { code: "crashed", message: "the engine went away" } }
        : { ok: true, value: ipc("x", 500, 500) },
    );
    await frame.fetch({ rowStart: 600, rowEnd: 640 });
    expect(failures).toEqual(["the engine went away"]);
    broken = false;
    await frame.fetch({ rowStart: 600, rowEnd: 640 });
    expect(failures.at(-1)).toBeNull();
  });
});

describe("widths", () => {
  test("go by the first rows from the start, and by far rows as they come", async () => {
    const { frame } = setUp(kept("x", 10_000_000));
    expect(frame.longest.now()).toEqual(["x39".length, "even".length]);
    await frame.fetch({ rowStart: 9_999_960, rowEnd: 10_000_000 });
    expect(frame.longest.now()).toEqual(["x9999999".length, "even".length]);
  });

  test("grow with the values of a newer result that are on screen", async () => {
    const { frame } = setUp(kept("x", 500));
    await frame.fetch({ rowStart: 0, rowEnd: 40 });
    const grown = new Promise<void>((resolve) => frame.longest.subscribe(resolve));
    frame.replace(kept("much longer ", 500));
    await grown;
    expect(frame.longest.now()[0]).toBe("much longer 39".length);
  });

  test("of very wide results are not looked for", () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ name: `c${at}`, type: "BIGINT" }));
    const { frame } = setUp(kept("x", 3, { columns: many }));
    expect(frame.longest.now()).toEqual([]);
  });
});

test("an answer with too few rows is told, not waited for", async () => {
  const { frame, failures } = setUp(kept("x", 2_000), () => ({ ok: true, value: ipc("x", 500, 3) }));
  await frame.fetch({ rowStart: 600, rowEnd: 640 });
  expect(failures.at(-1)).toContain("fewer came");
});

describe("a newer result of the same columns", () => {
  test("leaves the earlier rows on screen until its own are here", async () => {
    const { frame, hold, release } = setUp(kept("old", 10_000));
    await frame.fetch({ rowStart: 5_000, rowEnd: 5_040 });
    hold();
    frame.replace(kept("new", 10_000));
    expect(frame.text(5_010, 0)).toBe("old5010");
    const drawn = new Promise<void>((resolve) => frame.subscribe(resolve));
    release();
    await drawn;
    expect(frame.text(5_010, 0)).toBe("new5010");
  });

  test("asks for what is on screen and nothing else", async () => {
    const { frame, asked } = setUp(kept("old", 10_000));
    await frame.fetch({ rowStart: 5_000, rowEnd: 5_040 });
    frame.replace(kept("new", 10_000));
    expect(asked).toEqual(["old 5000", "new 5000"]);
  });

  test("tells of another number of rows", () => {
    const { frame } = setUp(kept("old", 10));
    let told = 0;
    frame.subscribe(() => told++);
    frame.replace(kept("new", 4));
    expect([told, frame.rowCount]).toEqual([1, 4]);
    expect(frame.text(0, 0)).toBe("new0");
  });
});

test("of a result too large to keep, the first rows can be scrolled through", () => {
  expect(shownRows(kept("x", 25_000_000, { kept: "too-large" }))).toBe(10_000);
  expect(shownRows(kept("x", 40, { kept: "too-large" }))).toBe(40);
  expect(shownRows(kept("x", 25_000_000))).toBe(25_000_000);
});

test("columns are the same when names and types are, in order", () => {
  expect(sameColumns(columns, [...columns])).toBe(true);
  expect(sameColumns(columns, columns.slice(1))).toBe(false);
  expect(sameColumns([{ name: "a", type: "INTEGER" }], [{ name: "a", type: "BIGINT" }])).toBe(false);
});

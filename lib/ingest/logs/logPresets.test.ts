import { beforeAll, describe, expect, test } from "vitest";
import { type LoadLog, logLoader } from "../testing/loadLog.ts";
import { logSamples } from "../testing/logSamples.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { detectLog } from "./detectLog.ts";
import { logPresets } from "./logPresets.ts";

let load: LoadLog;
beforeAll(async () => {
  load = logLoader(await openWasmDuckDb());
});

describe("log presets", () => {
  test.each(logSamples)("%s: %s", async (name, line, values) => {
    expect(detectLog(`${line}\n${line}\n`)).toMatchObject({ preset: name, share: 1 });
    const { records, report } = await load(`${line}\n\n${line}`, { preset: name });
    expect(report.rejects).toEqual([]);
    expect(records).toHaveLength(2);
    expect(records[1]).toMatchObject(values);
    expect(report.skipped).toContainEqual({ reason: "blank", lines: 1 });
  });

  test("every preset has a sample, here or among files of others", () => {
    const shown = new Set([...logSamples.map(([name]) => name), "aws_alb", "w3c", "zeek"]);
    const longer = ["vhost_combined_more", "common_more"];
    expect(
      logPresets.map(({ name }) => name).filter((name) => !shown.has(name) && !longer.includes(name)),
    ).toEqual([]);
  });

  test("requests that are no HTTP are kept whole", async () => {
    const at = "1.2.3.4 - - [10/Oct/2000:13:55:36 +0000]";
    const text = [
      `${at} "\\x16\\x03\\x01" 400 0`,
      `${at} "GET /a b?c HTTP/1.1" 200 0`,
      `${at} "GET /" 200 0`,
      `${at} "-" 408 -`,
      `${at} "quit now" 400 0`,
      `${at} "GET /\\"q\\"\\\\ HTTP/2.0" 200 0`,
    ].join("\n");
    const { rows, report } = await load(text, { preset: "common" });
    expect(rows.map((row) => row.slice(4, 7))).toEqual([
      [null, "\u0016\u0003\u0001", null],
      ["GET", "/a b?c", "HTTP/1.1"],
      ["GET", "/", null],
      [null, null, null],
      [null, "quit now", null],
      ["GET", '/"q"\\', "HTTP/2.0"],
    ]);
    expect(report.notes).toContain(
      "requests that are no method, path and protocol, kept whole as the path: 2",
    );
  });

  test("times without a year are text until it is given, and then pass from year to year", async () => {
    const text = [
      "Dec 31 23:59:59 h a: x",
      "Jan  1 00:00:00 h a: y",
      "Dec 31 23:59:59 h a: late",
      "Feb 29 01:00:00 h a: z",
    ].join("\n");
    const without = await load(text, { preset: "syslog_3164" });
    expect(without.types).toContain("time VARCHAR");
    expect(without.report.notes.join()).toMatch(/name no year.*give the first line's year/);
    const { records } = await load(text, { preset: "syslog_3164", year: 2023 });
    expect(records.map(({ time }) => time)).toEqual([
      "2023-12-31 23:59:59",
      "2024-01-01 00:00:00",
      "2023-12-31 23:59:59",
      "2024-02-29 01:00:00",
    ]);
  });
});

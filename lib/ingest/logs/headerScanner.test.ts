import { beforeAll, describe, expect, test } from "vitest";
import { type LoadLog, logLoader } from "../testing/loadLog.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { detectLog } from "./detectLog.ts";

let load: LoadLog;
beforeAll(async () => {
  load = logLoader(await openWasmDuckDb());
});

describe("logs that name their fields", () => {
  test("IIS logs name their fields, and may name others further on", async () => {
    const text = [
      "#Software: Microsoft Internet Information Services 10.0",
      "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query cs(User-Agent) sc-status time-taken",
      "2024-01-02 03:04:05 10.0.0.1 GET / - Mozilla/5.0+(X11) 200 15",
      "#Fields: date time cs-method sc-status x-new",
      '2024-01-02 03:04:06 POST 404 "quoted ""text"""',
      "2024-01-02 03:04:07 POST abc",
    ].join("\r\n");
    expect(detectLog(text)?.preset).toBe("w3c");
    const { records, report, types } = await load(text, { preset: "w3c" });
    expect(types).toContain("time TIMESTAMP");
    expect(types).toContain("sc-status BIGINT");
    expect(records).toEqual([
      {
        time: "2024-01-02 03:04:05",
        "s-ip": "10.0.0.1",
        "cs-method": "GET",
        "cs-uri-stem": "/",
        "cs-uri-query": null,
        "cs(User-Agent)": "Mozilla/5.0+(X11)",
        "sc-status": "200",
        "time-taken": "15",
        "x-new": null,
      },
      {
        time: "2024-01-02 03:04:06",
        "s-ip": null,
        "cs-method": "POST",
        "cs-uri-stem": null,
        "cs-uri-query": null,
        "cs(User-Agent)": null,
        "sc-status": "404",
        "time-taken": null,
        "x-new": 'quoted "text"',
      },
    ]);
    expect(report.rejects).toMatchObject([{ line: 6, reason: "the line ends before x-new" }]);
    expect(report.skipped).toEqual([{ reason: "heading", lines: 3 }]);
  });

  test("CloudFront logs stand between tabs", async () => {
    const text =
      "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs(Referer) time-taken\n" +
      "2019-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\t-\t0.001\n";
    const { records, types } = await load(text, {});
    expect(types).toContain("time-taken DOUBLE");
    expect(records).toEqual([
      {
        time: "2019-12-04 21:02:31",
        "x-edge-location": "LAX1",
        "sc-bytes": "392",
        "c-ip": "192.0.2.100",
        "cs(Referer)": null,
        "time-taken": "0.001",
      },
    ]);
  });

  test("Zeek's marks say what is unset and empty; sets are lists", async () => {
    const text = [
      "#separator \\x09",
      "#set_separator\t,",
      "#empty_field\t(empty)",
      "#unset_field\t-",
      "#fields\tts\tname\tlist\tns\tok\tbig",
      "#types\ttime\tstring\tset[string]\tvector[count]\tbool\tcount",
      "1521911720.865716\t-\t(empty)\t-\tT\t18446744073709551615",
      "1521911720.000001\t(empty)\ta\\x2cb,-,c\t1,2\tF\t-",
      "1521911720.5\t\\x2d\ttab\\x09\t(empty)\t-\t1",
      "#close\t2024-04-12-19-34-07",
    ].join("\n");
    const { rows, types } = await load(text, {});
    expect(types).toEqual([
      "ts TIMESTAMP",
      "name VARCHAR",
      "list VARCHAR[]",
      "ns BIGINT[]",
      "ok BOOLEAN",
      "big HUGEINT",
    ]);
    expect(rows).toEqual([
      ["2018-03-24 17:15:20.865716", null, "[]", null, "true", "18446744073709551615"],
      ["2018-03-24 17:15:20.000001", "", "['a,b', NULL, c]", "[1, 2]", "false", null],
      ["2018-03-24 17:15:20.5", "-", "['tab\t']", "[]", null, "1"],
    ]);
  });

  test("VPC flow logs name other fields, and text that only looks like one is none", async () => {
    const text = "version vpc-id srcaddr tcp-flags flow-direction\n5 vpc-1 10.0.0.1 3 ingress\n";
    const { types, rows } = await load(text, {});
    expect(types).toContain("tcp-flags BIGINT");
    expect(rows).toEqual([["5", "vpc-1", "10.0.0.1", "3", "ingress"]]);
    expect(detectLog("version size name\n1 2 3\n")).toBeNull();
  });
});

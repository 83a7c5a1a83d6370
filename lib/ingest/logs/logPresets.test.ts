import { beforeAll, describe, expect, test } from "vitest";
import { type LoadLog, logLoader } from "../testing/loadLog.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { detectLog } from "./detectLog.ts";
import { logPresets } from "./logPresets.ts";

let load: LoadLog;
beforeAll(async () => {
  load = logLoader(await openWasmDuckDb());
});

const request = '[10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif?a=b HTTP/1.0" 200 2326';
const agent = '"http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"';

/** One line of each kind, and some of its values. */
const samples: [string, string, Record<string, string | null>][] = [
  [
    "common",
    `127.0.0.1 - frank ${request}`,
    {
      remote_host: "127.0.0.1",
      ident: null,
      user: "frank",
      time: "2000-10-10 20:55:36",
      method: "GET",
      path: "/apache_pb.gif?a=b",
      protocol: "HTTP/1.0",
      status: "200",
      bytes: "2326",
    },
  ],
  ["common", `::1 - john van dyke ${request}`, { remote_host: "::1", user: "john van dyke" }],
  ["combined", `127.0.0.1 - - ${request} ${agent}`, { user_agent: "Mozilla/4.08 [en] (Win98; I ;Nav)" }],
  ["combined", `10.0.0.9 - - ${request} "-" ""`, { referer: null, user_agent: "" }],
  [
    "combined_forwarded",
    `10.0.0.9 - - ${request} ${agent} "1.2.3.4, 5.6.7.8"`,
    { forwarded_for: "1.2.3.4, 5.6.7.8" },
  ],
  ["combined_time", `10.0.0.9 - - ${request} ${agent} 0.123`, { request_time: "0.123" }],
  [
    "combined_more",
    `10.0.0.9 - - ${request} ${agent} 0.123 "up stream" -`,
    { extra_1: "0.123", extra_2: "up stream", extra_3: null },
  ],
  [
    "vhost_combined",
    `www.example.com:443 10.0.0.9 - - ${request} ${agent}`,
    { vhost: "www.example.com", vhost_port: "443" },
  ],
  ["vhost_common", `www.example.com 10.0.0.9 - - ${request}`, { vhost: "www.example.com", vhost_port: null }],
  [
    "aws_elb",
    '2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -',
    {
      time: "2015-05-13 23:39:43.945958",
      client_ip: "192.168.131.39",
      client_port: "2817",
      url: "http://www.example.com:80/",
      ssl_cipher: null,
    },
  ],
  [
    "aws_nlb",
    "tls 2.0 2018-12-20T02:59:40 net/my-network-loadbalancer/c6e77e28c25b2234 g3d4b5e8bb8464cd 72.21.218.154:51341 172.100.100.185:443 5 2 98 246 - arn:aws:acm:us-east-2:671290407336:certificate/2a108f19 - ECDHE-RSA-AES128-SHA tlsv12 - my-network.elb.us-east-2.amazonaws.com - - - 2018-12-20T02:59:30",
    {
      time: "2018-12-20 02:59:40",
      connection_time: "5",
      domain_name: "my-network.elb.us-east-2.amazonaws.com",
      tls_connection_creation_time: "2018-12-20 02:59:30",
    },
  ],
  [
    "aws_s3",
    '79a59df900b949e5 DOC-EXAMPLE-BUCKET1 [06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a59df900b949e5 3E57427F3EXAMPLE REST.GET.VERSIONING - "GET /DOC-EXAMPLE-BUCKET1?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader DOC-EXAMPLE-BUCKET1.s3.us-west-1.amazonaws.com TLSV1.2 arn:aws:s3:us-west-1:123456789012:accesspoint/example-AP Yes',
    { time: "2019-02-06 00:00:38", key: null, bytes_sent: "113", total_time: "7", acl_required: "Yes" },
  ],
  [
    "aws_vpc_flow",
    "2 012345678901 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA",
    { "account-id": "012345678901", srcaddr: null, start: "2015-05-10 18:01:16", "log-status": "NODATA" },
  ],
  [
    "nginx_error",
    '2024/03/05 12:30:45 [error] 1234#5678: *90 open() "/var/www/x" failed (2: No such file or directory), client: 10.1.2.3, server: example.com, request: "GET /x HTTP/1.1", host: "example.com"',
    {
      time: "2024-03-05 12:30:45",
      level: "error",
      pid: "1234",
      tid: "5678",
      connection: "90",
      message: 'open() "/var/www/x" failed (2: No such file or directory)',
      client: "10.1.2.3",
      request: "GET /x HTTP/1.1",
      upstream: null,
      host: "example.com",
    },
  ],
  [
    "apache_error",
    "[Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 35708:tid 4328636416] [client 72.15.99.187] File does not exist: /usr/local/apache2/htdocs/favicon.ico",
    {
      time: "2011-09-09 10:42:29.902022",
      module: "core",
      level: "error",
      pid: "35708",
      client: "72.15.99.187",
      message: "File does not exist: /usr/local/apache2/htdocs/favicon.ico",
    },
  ],
  [
    "apache_error",
    "[Wed Oct 11 14:32:52 2000] [error] [client 127.0.0.1] client denied by server configuration",
    { time: "2000-10-11 14:32:52", module: null, level: "error", pid: null },
  ],
  [
    "syslog_5424",
    `<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - [exampleSDID@32473 iut="3" eventSource="App\\"x\\]"][b a="1"] %% It's time.`,
    {
      priority: "165",
      version: "1",
      time: "2003-08-24 12:14:15.000003",
      procid: "8710",
      msgid: null,
      structured_data: '[exampleSDID@32473 iut="3" eventSource="App\\"x\\]"][b a="1"]',
      message: "%% It's time.",
    },
  ],
  [
    "syslog_5424",
    "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff'su root' failed for lonvick",
    { structured_data: null, message: "'su root' failed for lonvick" },
  ],
  [
    "syslog_iso",
    "2024-05-17T23:01:02.123456+02:00 web1 sshd[4242]: Accepted publickey for root",
    {
      time: "2024-05-17 21:01:02.123456",
      host: "web1",
      app: "sshd",
      pid: "4242",
      message: "Accepted publickey for root",
    },
  ],
  [
    "syslog_3164",
    "<34>Oct 11 22:14:15 mymachine su[77]: 'su root' failed: on /dev/pts/8",
    {
      priority: "34",
      time: "Oct 11 22:14:15",
      app: "su",
      pid: "77",
      message: "'su root' failed: on /dev/pts/8",
    },
  ],
  [
    "cef",
    "Sep 19 08:26:10 host CEF:0|Security|threat\\|manager|1.0|100|worm stopped|10|src=10.0.0.1 dst=2.1.2.2 spt=1232 msg=a \\= b, more words cs1=x",
    {
      prefix: "Sep 19 08:26:10 host",
      product: "threat|manager",
      severity: "10",
      src: "10.0.0.1",
      spt: "1232",
      msg: "a = b, more words",
      cs1: "x",
    },
  ],
  [
    "logfmt",
    'time=2024-01-02T03:04:05Z level=info msg="a \\"b\\" \\u00e9\\n" dur=1.5 n=7 ok=true empty=',
    {
      time: "2024-01-02 03:04:05",
      level: "info",
      msg: 'a "b" é\n',
      dur: "1.5",
      n: "7",
      ok: "true",
      empty: "",
    },
  ],
];

describe("log presets", () => {
  test.each(samples)("%s: %s", async (name, line, values) => {
    expect(detectLog(`${line}\n${line}\n`)).toMatchObject({ preset: name, share: 1 });
    const { records, report } = await load(`${line}\n\n${line}`, { preset: name });
    expect(report.rejects).toEqual([]);
    expect(records).toHaveLength(2);
    expect(records[1]).toMatchObject(values);
    expect(report.skipped).toContainEqual({ reason: "blank", lines: 1 });
  });

  test("every preset has a sample, here or among files of others", () => {
    const shown = new Set([...samples.map(([name]) => name), "aws_alb", "w3c", "zeek"]);
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

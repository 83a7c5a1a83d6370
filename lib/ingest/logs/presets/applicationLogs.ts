import type { LogPreset, LogType } from "../logFormat.ts";

const text: LogType = { kind: "text" };
const integer: LogType = { kind: "integer" };
const textFor = (...names: string[]) => Object.fromEntries(names.map((name) => [name, text]));

const day = "\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d";
const level =
  "(?<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|trace|debug|info|notice|warn|warning|error|fatal|critical)";
const isoTimes: LogType = {
  kind: "time",
  formats: ["iso", "%Y-%m-%d %H:%M:%S,%f", "%Y-%m-%dT%H:%M:%S,%f"],
};
const zoneNote = "times without an offset are as the program's clock had them";

/** Logs of programs and databases, whose messages may go on over several lines. */
export const applicationLogs: readonly LogPreset[] = [
  {
    name: "postgres",
    title: "PostgreSQL log",
    layout: {
      kind: "pattern",
      source: `^(?<time>${day}(?:\\.\\d+)? [A-Z]{3,4}) \\[(?<pid>\\d+)\\](?: (?<session>\\S*@\\S*))? (?<level>[A-Z]+\\d?):  ?(?<message>.*)$`,
      types: {
        ...textFor("level", "session", "message"),
        time: { kind: "time", formats: ["%Y-%m-%d %H:%M:%S.%f %z", "%Y-%m-%d %H:%M:%S %z"] },
        pid: integer,
      },
      nulls: [],
    },
    joinLines: true,
  },
  {
    name: "python",
    title: "Python logging",
    layout: {
      kind: "pattern",
      source: `^(?<time>${day}(?:[.,]\\d+)?) - (?<logger>\\S+) - ${level} - (?<message>.*)$`,
      types: { ...textFor("logger", "level", "message"), time: isoTimes },
      nulls: [],
    },
    joinLines: true,
    notes: [zoneNote],
  },
  {
    name: "log4j",
    title: "Program log with time and level (log4j, logback, slf4j)",
    layout: {
      kind: "pattern",
      source:
        `^(?<time>${day}(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?) +(?:\\[(?<thread>[^\\]]*)\\] +)?\\[?${level}\\]? +` +
        "(?:\\[(?<context>[^\\]]*)\\] +)?(?:(?<logger>[\\w.$\\[\\]/-]+) +- +)?(?<message>.*)$",
      types: { ...textFor("thread", "level", "context", "logger", "message"), time: isoTimes },
      nulls: [],
    },
    joinLines: true,
    notes: [zoneNote],
  },
  {
    name: "klog",
    title: "Kubernetes component log (klog, glog)",
    layout: {
      kind: "pattern",
      source:
        "^(?<level>[IWEF])(?<time>\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+) +(?<thread>\\d+) (?<source>[^\\s\\]]+:\\d+)\\] (?<message>.*)$",
      types: {
        ...textFor("level", "source", "message"),
        time: { kind: "time", formats: ["%m%d %H:%M:%S.%f"] },
        thread: integer,
      },
      nulls: [],
    },
    joinLines: true,
  },
  {
    name: "squid",
    title: "Squid access log",
    layout: {
      kind: "pattern",
      source:
        "^(?<time>\\d+\\.\\d{3}) +(?<elapsed_ms>\\d+) (?<client>\\S+) (?<result>[A-Z_]+)/(?<status>\\d+) (?<bytes>\\d+) " +
        "(?<method>\\S+) (?<url>\\S+) (?<user>\\S+) (?<hierarchy>[A-Z_]+)/(?<peer>\\S+) (?<type>\\S+)$",
      types: {
        ...textFor("client", "result", "method", "url", "user", "hierarchy", "peer", "type"),
        time: { kind: "time", formats: ["%s"] },
        elapsed_ms: integer,
        status: integer,
        bytes: integer,
      },
      nulls: ["-"],
    },
  },
  {
    name: "haproxy",
    title: "HAProxy HTTP log",
    layout: {
      kind: "pattern",
      source:
        "^(?:(?<prefix>.*?) )?(?<client>[^\\s:]+(?::[^\\s:]+)*):(?<client_port>\\d+) \\[(?<time>[^\\]]+)\\] (?<frontend>\\S+) " +
        "(?<backend>[^\\s/]+)/(?<server>\\S+) (?<request_ms>-?\\d+)/(?<queue_ms>-?\\d+)/(?<connect_ms>-?\\d+)/" +
        "(?<response_ms>-?\\d+)/(?<total_partial>\\+)?(?<total_ms>\\d+) (?<status>-?\\d+) (?<bytes_partial>\\+)?(?<bytes>\\d+) (?<request_cookie>\\S+) " +
        "(?<response_cookie>\\S+) (?<termination>\\S+) (?<actconn>\\d+)/(?<feconn>\\d+)/(?<beconn>\\d+)/" +
        "(?<srv_conn>\\d+)/(?<redispatched>\\+)?(?<retries>\\d+) (?<server_queue>\\d+)/(?<backend_queue>\\d+)" +
        '(?: \\{(?<request_headers>[^}]*)\\})?(?: \\{(?<response_headers>[^}]*)\\})? "(?<request>.*?)"?$',
      types: {
        ...textFor("prefix", "client", "frontend", "backend", "server", "request_cookie", "response_cookie"),
        ...textFor("termination", "request_headers", "response_headers", "request"),
        ...textFor("total_partial", "bytes_partial", "redispatched"),
        time: { kind: "time", formats: ["%d/%b/%Y:%H:%M:%S.%f"] },
        ...Object.fromEntries(
          [
            ...[
              "client_port",
              "request_ms",
              "queue_ms",
              "connect_ms",
              "response_ms",
              "total_ms",
              "status",
              "bytes",
            ],
            ...["actconn", "feconn", "beconn", "srv_conn", "retries", "server_queue", "backend_queue"],
          ].map((name) => [name, integer]),
        ),
      },
      nulls: ["-"],
    },
    detect: /"$/,
    notes: [zoneNote],
  },
];

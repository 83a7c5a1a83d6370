import type { LogPreset, LogType } from "../logFormat.ts";

const integer: LogType = { kind: "integer" };
const text: LogType = { kind: "text" };
const textFor = (...names: string[]) => Object.fromEntries(names.map((name) => [name, text]));

const nginxParts = ["client", "server", "request", "subrequest", "upstream", "host", "referrer"];

/** Logs that fit a pattern, and those that name their fields or hold pairs. */
export const serverLogs: readonly LogPreset[] = [
  {
    name: "nginx_error",
    title: "nginx error log",
    layout: {
      kind: "pattern",
      source:
        "^(?<time>\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) \\[(?<level>[a-z]+)\\] (?<pid>\\d+)#(?<tid>\\d+): " +
        "(?:\\*(?<connection>\\d+) )?(?<message>.*?)" +
        nginxParts
          .map((name) =>
            name === "client" || name === "server"
              ? `(?:, ${name}: (?<${name}>[^",]*))?`
              : `(?:, ${name}: "(?<${name}>[^"]*)")?`,
          )
          .join("") +
        "$",
      types: {
        ...textFor("level", "message", ...nginxParts),
        time: { kind: "time", formats: ["%Y/%m/%d %H:%M:%S"] },
        pid: integer,
        tid: integer,
        connection: integer,
      },
      nulls: [],
    },
    notes: ["times are as the server's clock had them; the log names no zone"],
  },
  {
    name: "apache_error",
    title: "Apache error log",
    layout: {
      kind: "pattern",
      source:
        "^\\[(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)? \\d{4})\\] " +
        "\\[(?:(?<module>[\\w.-]*):)?(?<level>[a-z0-9]+)\\] " +
        "(?:\\[pid (?<pid>\\d+)(?::tid (?<tid>\\d+))?\\] )?" +
        "(?<source>[\\w./-]+\\.c\\(\\d+\\): )?" +
        "(?:\\[client (?<client>[^\\]]*)\\] )?(?:(?<code>AH\\d{5}): )?(?<message>.*)$",
      types: {
        ...textFor("module", "level", "source", "client", "code", "message"),
        time: { kind: "time", formats: ["%a %b %e %H:%M:%S.%f %Y", "%a %b %e %H:%M:%S %Y"] },
        pid: integer,
        tid: integer,
      },
      nulls: [],
    },
    notes: ["times are as the server's clock had them; the log names no zone"],
  },
  {
    name: "w3c",
    title: "W3C extended log (IIS, CloudFront)",
    layout: { kind: "header", style: "w3c" },
  },
  { name: "zeek", title: "Zeek log", layout: { kind: "header", style: "zeek" } },
  // Before syslog, whose messages these may be.
  { name: "cef", title: "Common Event Format", layout: { kind: "cef" }, detect: /CEF:\d+\|/ },
  {
    name: "syslog_5424",
    title: "syslog (RFC 5424)",
    layout: {
      kind: "pattern",
      source:
        "^(?:\\d+ )?<(?<priority>\\d{1,3})>(?<version>\\d{1,2}) (?<time>\\S+) (?<host>\\S+) (?<app>\\S+) " +
        "(?<procid>\\S+) (?<msgid>\\S+) " +
        '(?<structured_data>-|(?:\\[[^\\s\\]"=]+(?: [^\\s\\]"=]+="(?:\\\\.|[^"\\\\\\]])*")*\\])+)(?: (?:\\ufeff)?(?<message>.*))?$',
      types: {
        ...textFor("host", "app", "procid", "msgid", "structured_data", "message"),
        priority: integer,
        version: integer,
        time: { kind: "time", formats: ["iso"] },
      },
      nulls: ["-"],
      freeText: ["message"],
    },
  },
  {
    name: "syslog_iso",
    title: "syslog with ISO times (rsyslog)",
    layout: {
      kind: "pattern",
      source:
        "^(?:<(?<priority>\\d{1,3})>)?(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)) " +
        "(?<host>\\S+) (?<app>[^\\s:\\[]+)(?:\\[(?<pid>\\d+)\\])?: ?(?<message>.*)$",
      types: {
        ...textFor("host", "app", "message"),
        priority: integer,
        pid: integer,
        time: { kind: "time", formats: ["iso"] },
      },
      nulls: [],
    },
  },
  {
    name: "syslog_3164",
    title: "syslog (RFC 3164, /var/log)",
    layout: {
      kind: "pattern",
      source:
        "^(?:<(?<priority>\\d{1,3})>)?(?<time>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) (?<host>\\S+) " +
        "(?:(?<app>[^\\s:\\[]+)(?:\\[(?<pid>\\d+)\\])?: ?)?(?<message>.*)$",
      types: {
        ...textFor("host", "app", "message"),
        priority: integer,
        pid: integer,
        time: { kind: "time", formats: ["%b %e %H:%M:%S"] },
      },
      nulls: [],
    },
  },
  {
    name: "logfmt",
    title: "logfmt (key=value)",
    layout: { kind: "pairs" },
    // Two pairs at least, and no words between them: prose with an "=" in it is none.
    detect: /^(?:[A-Za-z_][\w.@/-]*=(?:"(?:\\.|[^"\\])*"|[^\s"]\S*)?(?:\s+|$)){2,}$/,
  },
];

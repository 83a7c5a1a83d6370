import type { LogField, LogPreset } from "../logFormat.ts";

const text = { kind: "text" } as const;
const integer = { kind: "integer" } as const;

const host: LogField = { name: "remote_host", type: text, form: "bare" };
const vhost: LogField = {
  name: "vhost",
  type: text,
  form: "bare",
  split: { by: "endpoint", names: ["vhost", "vhost_port"] },
};
const common: readonly LogField[] = [
  host,
  { name: "ident", type: text, form: "bare" },
  { name: "user", type: text, form: "spaced" },
  {
    name: "time",
    type: { kind: "time", formats: ["%d/%b/%Y:%H:%M:%S %z", "%d/%b/%Y:%H:%M:%S.%f %z"] },
    form: "bracketed",
  },
  {
    name: "request",
    type: text,
    form: "quoted",
    split: { by: "request", names: ["method", "path", "protocol"] },
  },
  { name: "status", type: integer, form: "bare" },
  { name: "bytes", type: integer, form: "bare" },
];
const combined: readonly LogField[] = [
  ...common,
  { name: "referer", type: text, form: "quoted" },
  { name: "user_agent", type: text, form: "quoted" },
];

// Without a virtual host before: else what seems the user's name would begin with the "-" of an unknown ident.
const withoutVhost = /^\S+ \S+ (?!- [^[])/;

function preset(name: string, title: string, fields: readonly LogField[], more = false): LogPreset {
  return {
    name,
    title,
    ...(fields[0] === host && { detect: withoutVhost }),
    layout: { kind: "fields", separator: " ", fields, more, nulls: ["-"], escape: "server" },
  };
}

/** Access logs of Apache, nginx and those that write as they do. Where more than one fits, the first is meant. */
export const accessLogs: readonly LogPreset[] = [
  preset("combined", "Combined access log (Apache, nginx)", combined),
  preset("common", "Common access log (Apache, nginx)", common),
  preset("combined_forwarded", "nginx main access log, with X-Forwarded-For", [
    ...combined,
    { name: "forwarded_for", type: text, form: "quoted" },
  ]),
  preset("combined_time", "Combined access log with the request's time behind", [
    ...combined,
    { name: "request_time", type: { kind: "auto" }, form: "bare" },
  ]),
  preset("combined_more", "Combined access log with further fields behind", combined, true),
  preset("vhost_combined", "Combined access log with the virtual host before", [vhost, ...combined]),
  preset("vhost_common", "Common access log with the virtual host before", [vhost, ...common]),
  preset(
    "vhost_combined_more",
    "Combined access log, virtual host before, further fields behind",
    [vhost, ...combined],
    true,
  ),
  preset("common_more", "Common access log with further fields behind", common, true),
];

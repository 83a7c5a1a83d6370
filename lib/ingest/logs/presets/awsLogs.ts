import type { LogField, LogPreset, LogType } from "../logFormat.ts";

const text: LogType = { kind: "text" };
const integer: LogType = { kind: "integer" };
const double: LogType = { kind: "double" };
const isoTime: LogType = { kind: "time", formats: ["iso"] };

const bare = (type: LogType, ...names: string[]): LogField[] =>
  names.map((name) => ({ name, type, form: "bare" }));
const either = (type: LogType, ...names: string[]): LogField[] =>
  names.map((name) => ({ name, type, form: "either" }));
const endpoint = (name: string): LogField => ({
  name,
  type: text,
  form: "bare",
  split: { by: "endpoint", names: [`${name}_ip`, `${name}_port`] },
});
const request: LogField = {
  name: "request",
  type: text,
  form: "quoted",
  split: { by: "request", names: ["method", "url", "protocol"] },
};

const albFields: readonly LogField[] = [
  ...bare(text, "type"),
  ...bare(isoTime, "time"),
  ...bare(text, "elb"),
  endpoint("client"),
  endpoint("target"),
  ...bare(double, "request_processing_time", "target_processing_time", "response_processing_time"),
  ...bare(integer, "elb_status_code", "target_status_code", "received_bytes", "sent_bytes"),
  request,
  ...either(text, "user_agent", "ssl_cipher", "ssl_protocol", "target_group_arn"),
  ...either(text, "trace_id", "domain_name", "chosen_cert_arn"),
  ...either(integer, "matched_rule_priority"),
  ...bare(isoTime, "request_creation_time"),
  ...either(text, "actions_executed", "redirect_url", "error_reason"),
  ...either(text, "target_port_list", "target_status_code_list"),
  ...either(text, "classification", "classification_reason", "conn_trace_id"),
];

const elbFields: readonly LogField[] = [
  ...bare(isoTime, "time"),
  ...bare(text, "elb"),
  endpoint("client"),
  endpoint("backend"),
  ...bare(double, "request_processing_time", "backend_processing_time", "response_processing_time"),
  ...bare(integer, "elb_status_code", "backend_status_code", "received_bytes", "sent_bytes"),
  request,
  ...either(text, "user_agent", "ssl_cipher", "ssl_protocol"),
];

const nlbFields: readonly LogField[] = [
  ...bare(text, "type", "version"),
  ...bare(isoTime, "time"),
  ...bare(text, "elb", "listener"),
  endpoint("client"),
  endpoint("destination"),
  ...bare(integer, "connection_time", "tls_handshake_time", "received_bytes", "sent_bytes"),
  ...bare(text, "incoming_tls_alert", "chosen_cert_arn", "chosen_cert_serial", "tls_cipher"),
  ...bare(text, "tls_protocol_version", "tls_named_group", "domain_name"),
  ...bare(text, "alpn_fe_protocol", "alpn_be_protocol", "alpn_client_preference_list"),
  ...bare(isoTime, "tls_connection_creation_time"),
];

const s3Fields: readonly LogField[] = [
  ...bare(text, "bucket_owner", "bucket"),
  { name: "time", type: { kind: "time", formats: ["%d/%b/%Y:%H:%M:%S %z"] }, form: "bracketed" },
  ...bare(text, "remote_ip", "requester", "request_id", "operation", "key"),
  { ...request, form: "either" },
  ...bare(integer, "http_status"),
  ...bare(text, "error_code"),
  ...bare(integer, "bytes_sent", "object_size", "total_time", "turn_around_time"),
  ...either(text, "referer", "user_agent"),
  ...bare(text, "version_id", "host_id", "signature_version", "cipher_suite", "authentication_type"),
  ...bare(text, "host_header", "tls_version", "access_point_arn", "acl_required"),
];

const fields = (list: readonly LogField[], required: number, more: boolean): LogPreset["layout"] => ({
  kind: "fields",
  separator: " ",
  fields: list,
  required,
  more,
  nulls: ["-"],
  escape: "server",
});

/** Logs of AWS whose lines name no fields. Those who came later have more fields, which older lines lack. */
export const awsLogs: readonly LogPreset[] = [
  {
    name: "aws_alb",
    title: "AWS Application Load Balancer access log",
    layout: fields(albFields, 13, true),
    detect: /^[a-z0-9]+ \d{4}-\d\d-\d\dT[\d:.]+Z \S*\/\S+ /,
  },
  {
    name: "aws_nlb",
    title: "AWS Network Load Balancer access log",
    layout: fields(nlbFields, 18, true),
    detect: /^[a-z]+ \d\.\d \d{4}-\d\d-\d\dT/,
  },
  {
    name: "aws_elb",
    title: "AWS Classic Load Balancer access log",
    layout: fields(elbFields, 12, false),
    detect: /^\d{4}-\d\d-\d\dT[\d:.]+Z \S+ /,
  },
  {
    name: "aws_s3",
    title: "AWS S3 server access log",
    layout: fields(s3Fields, 17, true),
    detect: /^\S+ \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:]+ [+-]\d{4}\] \S+ \S+ \S+ [A-Z0-9]+\.[A-Z0-9]+/,
  },
  {
    name: "aws_vpc_flow",
    title: "AWS VPC flow log",
    layout: { kind: "header", style: "vpc" },
    detect: /^(?:[2-9] \d{12} |(?:[a-z0-9-]+ ){3,}[a-z0-9-]+ *$|.* (?:OK|NODATA|SKIPDATA) *$)/,
  },
];

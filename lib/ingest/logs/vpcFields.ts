import type { LogColumn, LogType } from "./logFormat.ts";

const text: LogType = { kind: "text" };
const integer: LogType = { kind: "integer" };
const time: LogType = { kind: "time", formats: ["%s"] };

/** Every field that a VPC flow log may be told to have, with its type. */
export const vpcFields: ReadonlyMap<string, LogType> = new Map<string, LogType>([
  ...["version", "srcport", "dstport", "protocol", "packets", "bytes", "tcp-flags", "traffic-path"].map(
    (name): [string, LogType] => [name, integer],
  ),
  ...[
    "packets-lost-no-route",
    "packets-lost-blackhole",
    "packets-lost-mtu-exceeded",
    "packets-lost-ttl-expired",
  ].map((name): [string, LogType] => [name, integer]),
  ["start", time],
  ["end", time],
  ...[
    "account-id",
    "interface-id",
    "srcaddr",
    "dstaddr",
    "action",
    "log-status",
    "vpc-id",
    "subnet-id",
    "instance-id",
    "type",
    "pkt-srcaddr",
    "pkt-dstaddr",
    "region",
    "az-id",
    "sublocation-type",
    "sublocation-id",
    "pkt-src-aws-service",
    "pkt-dst-aws-service",
    "flow-direction",
    "ecs-cluster-arn",
    "ecs-cluster-name",
    "ecs-container-instance-arn",
    "ecs-container-instance-id",
    "ecs-container-id",
    "ecs-second-container-id",
    "ecs-service-name",
    "ecs-task-definition-arn",
    "ecs-task-arn",
    "ecs-task-id",
    "reject-reason",
    "resource-id",
    "encryption-status",
    "resource-type",
    "tgw-id",
    "tgw-attachment-id",
    "tgw-src-vpc-account-id",
    "tgw-dst-vpc-account-id",
    "tgw-src-vpc-id",
    "tgw-dst-vpc-id",
    "tgw-src-subnet-id",
    "tgw-dst-subnet-id",
    "tgw-src-eni",
    "tgw-dst-eni",
    "tgw-src-az-id",
    "tgw-dst-az-id",
    "tgw-pair-attachment-id",
  ].map((name): [string, LogType] => [name, text]),
]);

/** The fields of version 2, in their order: those of a log without a first line of names. */
export const vpcDefault: readonly string[] =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status".split(
    " ",
  );

/** The column of a field. */
export function vpcColumn(name: string): LogColumn {
  return { name, type: vpcFields.get(name) ?? text, nulls: ["-"], escape: "none" };
}

import type { GrantedConnection } from "../s3/connection.ts";
import { parseGrantedConnection } from "../s3/parseConnection.ts";
import type { Traffic } from "../s3/s3.ts";
import type { Grant } from "./grants.ts";

const longestList = 1000;

/** Grants as they come in a message, or null for anything that is not a list of them. */
export function parseGrants(data: unknown): Grant[] | null {
  return parseList(data, parseGrant);
}

function parseList<T>(data: unknown, parse: (item: unknown) => T | null): T[] | null {
  if (!Array.isArray(data) || data.length > longestList) return null;
  const parsed: T[] = [];
  for (const item of data) {
    const one = parse(item);
    if (one === null) return null;
    parsed.push(one);
  }
  return parsed;
}

function parseGrant(data: unknown): Grant | null {
  if (typeof data !== "object" || data === null) return null;
  const item: Record<string, unknown> = { ...data };
  const { grantId, notebookId, maxBytes, loopback, totalBytes } = item;
  const isId =
    typeof grantId === "string" && /^[\w-]{16,64}$/.test(grantId) && typeof notebookId === "string";
  if (!isId || typeof maxBytes !== "number" || !(maxBytes > 0)) return null;
  const hosts = parseList(item.hosts, (place) => (typeof place === "string" ? place : null));
  const connections: GrantedConnection[] | null =
    item.connections === undefined ? [] : parseList(item.connections, parseGrantedConnection);
  if (!hosts || !connections || hasTwice(connections)) return null;
  const grant: Grant = { grantId, notebookId, hosts, maxBytes, loopback: loopback === true, connections };
  const spent = item.spent === undefined ? undefined : parseTraffic(item.spent);
  if (spent === null) return null;
  if (totalBytes !== undefined && !(typeof totalBytes === "number" && totalBytes > 0)) return null;
  return { ...grant, ...(totalBytes === undefined ? {} : { totalBytes }), ...(spent ? { spent } : {}) };
}

/** Two connections of one id could each be taken for the other. */
function hasTwice(connections: readonly GrantedConnection[]): boolean {
  return new Set(connections.map(({ id }) => id)).size !== connections.length;
}

function parseTraffic(data: unknown): Traffic | null {
  if (typeof data !== "object" || data === null) return null;
  const { requests, bytes }: Record<string, unknown> = { ...data };
  const isCount = (value: unknown): value is number => typeof value === "number" && value >= 0;
  return isCount(requests) && isCount(bytes) ? { requests, bytes } : null;
}

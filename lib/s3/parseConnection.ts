import { climbs } from "../remote/climbs.ts";
import type { Access, Connection, GrantedConnection, SigningKey } from "./connection.ts";

type Fields = Record<string, unknown>;

const fieldsOf = (data: unknown): Fields | null =>
  typeof data === "object" && data !== null ? { ...data } : null;

const isText = (value: unknown, pattern: RegExp): value is string =>
  typeof value === "string" && pattern.test(value);

const connectionName = /^[\w-]{1,64}$/;
/** Older buckets have capitals and underscores; no store has other characters. */
const bucketName = /^[a-z0-9][a-z0-9._-]{1,253}[a-z0-9]$/i;
/** A region stands in host names. */
const regionName = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
/** Both stand in headers: printable, and nothing that would end a field of them. */
const accessKey = /^[!#-+\--:<-~]{1,256}$/;
const token = /^[!-~]{1,16384}$/;

/** Whether a text can be the region of a bucket, also one that a store answered. */
export function isRegion(text: string): boolean {
  return regionName.test(text);
}

/** Whether keys may be cut off at this prefix: the whole bucket, or a folder named without dots that climb. */
export function isConnectionPrefix(prefix: string): boolean {
  return prefix === "" || (prefix.endsWith("/") && prefix.length <= 1024 && !climbs(prefix));
}

/** A connection as it comes from storage or in a message, with nothing added; null where it is none. */
export function parseConnection(data: unknown): Connection | null {
  const fields = fieldsOf(data);
  if (!fields) return null;
  const { name, bucket, prefix, region, endpoint, addressing, isKept } = fields;
  const access = parseAccess(fields.access);
  if (!isText(name, connectionName) || !isText(bucket, bucketName) || !isText(region, regionName))
    return null;
  if (bucket.includes("..") || typeof prefix !== "string" || !isConnectionPrefix(prefix)) return null;
  if (typeof endpoint !== "string" || !isEndpoint(endpoint) || !access) return null;
  if (addressing !== "virtual" && addressing !== "path") return null;
  // As a part of a host name a bucket with other characters would be another host.
  if (addressing === "virtual" && !/^[a-z0-9.-]+$/.test(bucket)) return null;
  return { name, bucket, prefix, region, endpoint, addressing, access, isKept: isKept === true };
}

function isEndpoint(endpoint: string): boolean {
  if (endpoint === "") return true;
  return URL.canParse(endpoint) && /^https?:/.test(endpoint) && new URL(endpoint).origin === endpoint;
}

function parseAccess(data: unknown): Access | null {
  const fields = fieldsOf(data);
  if (fields?.kind === "anonymous") return { kind: "anonymous" };
  if (fields?.kind !== "keys") return null;
  const { accessKeyId, expiresAt, isTemporary } = fields;
  if (!isText(accessKeyId, accessKey)) return null;
  if (expiresAt !== null && !(typeof expiresAt === "string" && !Number.isNaN(Date.parse(expiresAt))))
    return null;
  return { kind: "keys", accessKeyId, expiresAt, isTemporary: isTemporary === true };
}

/** A signing key as it comes from storage or in a message; null where it is none, or could be read. */
export function parseSigningKey(data: unknown): SigningKey | null {
  const fields = fieldsOf(data);
  if (!fields) return null;
  const { accessKeyId, key, sessionToken } = fields;
  if (!isText(accessKeyId, accessKey) || !isSigning(key)) return null;
  if (sessionToken !== null && !isText(sessionToken, token)) return null;
  return { accessKeyId, key, sessionToken };
}

function isSigning(key: unknown): key is CryptoKey {
  if (!(key instanceof CryptoKey) || key.extractable || key.type !== "secret") return false;
  const { algorithm } = key;
  const hash = "hash" in algorithm ? fieldsOf(algorithm.hash)?.name : null;
  return algorithm.name === "HMAC" && hash === "SHA-256" && key.usages.join() === "sign";
}

/** A connection inside a grant; its signing key belongs to its access, or there is none for an anonymous bucket. */
export function parseGrantedConnection(data: unknown): GrantedConnection | null {
  const fields = fieldsOf(data);
  if (!fields || !isText(fields.id, /^[\w-]{16,64}$/)) return null;
  const connection = parseConnection(fields.connection);
  if (!connection) return null;
  const signing = fields.signing === null ? null : parseSigningKey(fields.signing);
  const { access } = connection;
  if (access.kind === "anonymous" ? fields.signing !== null : signing?.accessKeyId !== access.accessKeyId)
    return null;
  return { id: fields.id, connection, signing, mayWrite: fields.mayWrite === true };
}

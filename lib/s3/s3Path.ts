import { netRoot } from "../remote/netPath.ts";

/** What is asked of a bucket, as an address under /__net/ says it; who may ask for it is not looked at here. */
export type S3Ask =
  | { readonly kind: "object"; readonly key: string }
  | {
      readonly kind: "list";
      readonly prefix: string;
      readonly isFlat: boolean;
      readonly after: string | null;
    }
  | { readonly kind: "startUpload"; readonly key: string }
  | { readonly kind: "upload"; readonly key: string; readonly uploadId: string }
  | { readonly kind: "part"; readonly key: string; readonly uploadId: string; readonly partNumber: number };

/** Most parts that an upload may have, by every store's rule. */
export const mostParts = 10_000;

/** The same-origin path by which something is asked of a bucket under a grant. The bucket comes from the connection alone. */
export function s3Path(grantId: string, connectionId: string, ask: S3Ask): string {
  const base = `${netRoot}${encodeURIComponent(grantId)}/s3/${encodeURIComponent(connectionId)}/`;
  if (ask.kind === "list") {
    const delimiter = ask.isFlat ? "" : "&delimiter=%2F";
    const after = ask.after === null ? "" : `&after=${encodeURIComponent(ask.after)}`;
    return `${base}?list&prefix=${encodeURIComponent(ask.prefix)}${delimiter}${after}`;
  }
  const object = base + encodeURIComponent(ask.key);
  if (ask.kind === "object") return object;
  if (ask.kind === "startUpload") return `${object}?uploads`;
  const upload = `${object}?uploadId=${encodeURIComponent(ask.uploadId)}`;
  return ask.kind === "upload" ? upload : `${upload}&partNumber=${ask.partNumber}`;
}

/**
 * Takes such a path apart; null where it is none. A key is one encoded segment, and of a query only what is known
 * here passes, each once: whatever else a store understands cannot be asked for.
 */
export function parseS3Path(
  pathAndQuery: string,
): { grantId: string; connectionId: string; ask: S3Ask } | null {
  const match = /^\/__net\/([\w-]+)\/s3\/([\w-]+)\/([^/?#]*)(?:\?([^#]*))?$/.exec(pathAndQuery);
  const [, grantId, connectionId, encoded = "", query] = match ?? [];
  if (grantId === undefined || connectionId === undefined) return null;
  const parameters = parseQuery(query);
  const key = decoded(encoded);
  if (key === null || parameters === null) return null;
  const ask = key === "" ? listOf(parameters) : objectOf(key, parameters);
  return ask && { grantId, connectionId, ask };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Not URLSearchParams, which reads a plus as a space and lets what is not encoded well pass. */
function parseQuery(query: string | undefined): Map<string, string> | null {
  const parameters = new Map<string, string>();
  if (query === undefined) return parameters;
  for (const part of query.split("&")) {
    const at = part.indexOf("=");
    const name = at < 0 ? part : part.slice(0, at);
    const value = decoded(at < 0 ? "" : part.slice(at + 1));
    if (value === null || parameters.has(name)) return null;
    parameters.set(name, value);
  }
  return parameters;
}

function listOf(parameters: ReadonlyMap<string, string>): S3Ask | null {
  const known = ["list", "prefix", "delimiter", "after"];
  if (parameters.get("list") !== "" || ![...parameters.keys()].every((name) => known.includes(name)))
    return null;
  const delimiter = parameters.get("delimiter");
  if (delimiter !== undefined && delimiter !== "/") return null;
  return {
    kind: "list",
    prefix: parameters.get("prefix") ?? "",
    isFlat: delimiter === undefined,
    after: parameters.get("after") ?? null,
  };
}

function objectOf(key: string, parameters: ReadonlyMap<string, string>): S3Ask | null {
  const names = [...parameters.keys()].sort().join();
  if (names === "") return { kind: "object", key };
  if (names === "uploads") return parameters.get("uploads") === "" ? { kind: "startUpload", key } : null;
  const uploadId = parameters.get("uploadId") ?? "";
  if (uploadId === "" || uploadId.length > 2048) return null;
  if (names === "uploadId") return { kind: "upload", key, uploadId };
  const partNumber = Number(parameters.get("partNumber"));
  if (names !== "partNumber,uploadId" || !Number.isInteger(partNumber)) return null;
  return partNumber >= 1 && partNumber <= mostParts ? { kind: "part", key, uploadId, partNumber } : null;
}

import { found, XmlScanner } from "../ingest/excel/xml/xmlScanner.ts";
import { IngestError } from "../ingest/types.ts";
import type { S3Object, S3Page } from "./s3.ts";

/**
 * Reads a ListObjectsV2 answer. Throws an IngestError for what is no such document, or says that it was cut short
 * without saying how to go on.
 */
export function parseListing(xml: string): S3Page {
  const scanner = new XmlScanner("the listing");
  scanner.push(xml);
  scanner.end();
  const path: string[] = [];
  const top = new Map<string, string>();
  const prefixes: string[] = [];
  const contents: Map<string, string>[] = [];
  let current = new Map<string, string>();
  let text = "";
  for (let kind = scanner.next(); kind !== found.nothing; kind = scanner.next()) {
    if (kind === found.text) text += scanner.text;
    else if (kind === found.open) {
      path.push(scanner.name);
      text = "";
      if (path.length === 2) current = new Map();
    } else {
      path.pop();
      const [, parent] = path;
      if (path.length === 1 && scanner.name === "Contents") contents.push(current);
      else if (path.length === 1 && scanner.name !== "CommonPrefixes") top.set(scanner.name, text);
      else if (path.length === 2 && parent === "Contents") current.set(scanner.name, text);
      else if (path.length === 2 && parent === "CommonPrefixes" && scanner.name === "Prefix")
        prefixes.push(text);
      else if (path.length === 0 && scanner.name !== "ListBucketResult")
        throw new IngestError("This is not the listing of a bucket.");
      text = "";
    }
  }
  // Known only at the end, as stores order their elements as they like.
  const keyOf = (name: string) => (top.get("EncodingType") === "url" ? urlDecoded(name) : name);
  const isTruncated = top.get("IsTruncated")?.trim() === "true";
  const next = top.get("NextContinuationToken") ?? "";
  if (isTruncated && next === "")
    throw new IngestError("The listing is cut short and does not say how to go on.");
  return {
    prefixes: prefixes.map(keyOf),
    objects: contents.map((fields) => objectFrom(fields, keyOf)),
    next: isTruncated ? next : null,
  };
}

function objectFrom(fields: ReadonlyMap<string, string>, keyOf: (name: string) => string): S3Object {
  const sizeBytes = Number(fields.get("Size") ?? "");
  const key = fields.get("Key");
  if (key === undefined || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
    throw new IngestError("The listing holds an object without a key or size.");
  const modifiedMs = Date.parse(fields.get("LastModified") ?? "");
  const etag = fields.get("ETag")?.trim() ?? "";
  return {
    key: keyOf(key),
    sizeBytes,
    // Some leave out the quotes that stand around it in headers.
    etag: etag === "" ? null : etag.replace(/^([^"].*[^"])$/, '"$1"'),
    modifiedMs: Number.isNaN(modifiedMs) ? 0 : modifiedMs,
  };
}

/** As forms are encoded: a plus is a space. */
function urlDecoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}

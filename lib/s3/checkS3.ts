import type { EngineError, Outcome } from "../engine/protocol.ts";
import { climbs } from "../remote/climbs.ts";
import { checkUrl, type Grant } from "../remote/grants.ts";
import type { GrantedConnection } from "./connection.ts";
import { bucketUrl, encodeS3, objectUrl } from "./objectUrl.ts";
import type { S3Ask } from "./s3Path.ts";

/** Longest key of an object, in bytes of UTF-8, by every store's rule. */
const longestKey = 1024;

const refuse = (message: string, hint: string): { ok: false; error: EngineError } => ({
  ok: false,
  error: { code: "file", message, hint },
});

/** Which methods an ask takes; what is beside reading needs the right to write. */
function methodsOf(ask: S3Ask): { read: readonly string[]; write: readonly string[] } {
  switch (ask.kind) {
    case "object":
      return { read: ["GET", "HEAD"], write: ["PUT", "DELETE"] };
    case "list":
      return { read: ["GET"], write: [] };
    case "startUpload":
      return { read: [], write: ["POST"] };
    case "part":
      return { read: [], write: ["PUT"] };
    case "upload":
      return { read: [], write: ["POST", "DELETE"] };
  }
}

/** The bucket's own query for an ask, in the encoding that is signed. */
function queryOf(ask: S3Ask): string {
  switch (ask.kind) {
    case "object":
      return "";
    case "list": {
      const delimiter = ask.isFlat ? "" : "&delimiter=%2F";
      const after = ask.after === null ? "" : `&continuation-token=${encodeS3(ask.after)}`;
      return `?list-type=2&encoding-type=url&prefix=${encodeS3(ask.prefix)}${delimiter}${after}`;
    }
    case "startUpload":
      return "?uploads=";
    case "upload":
      return `?uploadId=${encodeS3(ask.uploadId)}`;
    case "part":
      return `?partNumber=${ask.partNumber}&uploadId=${encodeS3(ask.uploadId)}`;
  }
}

/**
 * Whether a granted connection lets something be asked of its bucket; answers the address, or why not.
 * `region` is the one that the store itself named, where that is another.
 */
export function checkS3(
  ask: S3Ask,
  method: string,
  granted: GrantedConnection,
  grant: Grant,
  servedFromLoopback: boolean,
  region = granted.connection.region,
): Outcome<URL> {
  const { connection } = granted;
  const { read, write } = methodsOf(ask);
  if (!read.includes(method)) {
    if (!write.includes(method)) return refuse(`${method} is nothing that a bucket is asked for here.`, "");
    if (!granted.mayWrite)
      return refuse(
        `The connection ${connection.name} may only be read from here.`,
        "Use an export to write to the bucket.",
      );
  }
  const path = ask.kind === "list" ? ask.prefix : ask.key;
  if (climbs(path) || new TextEncoder().encode(path).byteLength > longestKey)
    return refuse(
      "The key holds a segment of dots, or is too long.",
      "Such an object can be read after it was copied to another key.",
    );
  if (!path.startsWith(connection.prefix))
    return refuse(
      `The connection ${connection.name} reaches only what lies below ${connection.prefix}.`,
      "Use a connection with another prefix.",
    );
  const base = bucketUrl(connection, region);
  const address = ask.kind === "list" ? base : objectUrl(connection, ask.key, region);
  // The endpoint was typed by the user, which is what a loopback address needs; and nothing but this bucket is a host.
  const own: Grant = { ...grant, hosts: [base], loopback: true };
  const checked = checkUrl(address + queryOf(ask), own, servedFromLoopback);
  // A bucket itself is named without a slash behind it; some stores take the other for an object without a name.
  if (checked.ok && ask.kind === "list" && checked.value.pathname !== "/")
    checked.value.pathname = checked.value.pathname.slice(0, -1);
  return checked;
}

import type { EngineError, Outcome } from "../engine/protocol.ts";
import type { Connection, Credentials, SigningKey } from "./connection.ts";
import { parseConnection, parseSigningKey } from "./parseConnection.ts";
import { signingKey } from "./signingKey.ts";

/** A connection with what signs for it. */
export interface HeldConnection {
  readonly connection: Connection;
  /** null for an anonymous bucket. */
  readonly signing: SigningKey | null;
}

const failed = (message: string, hint: string): { ok: false; error: EngineError } => ({
  ok: false,
  error: { code: "file", message, hint },
});

/**
 * Makes what is held of a connection out of what was typed: its secret becomes a key that signs and cannot be read.
 * Without credentials it keeps `known`, the key it has. Says what is wrong with it, without repeating anything secret.
 */
export async function heldConnection(
  typed: Connection,
  credentials: Credentials | null,
  known: SigningKey | null,
): Promise<Outcome<HeldConnection>> {
  const isAnonymous = typed.access.kind === "anonymous";
  const access =
    isAnonymous || !credentials
      ? typed.access
      : {
          kind: "keys",
          accessKeyId: credentials.accessKeyId,
          expiresAt: credentials.expiresAt,
          isTemporary: credentials.sessionToken !== null,
        };
  const connection = parseConnection({ ...typed, access });
  if (!connection) return failed(wrongWith(typed), "Compare it with the store's own console.");
  if (connection.access.kind === "anonymous") return { ok: true, value: { connection, signing: null } };
  const made = credentials ? await signingKey(credentials) : known;
  // A session token that would not pass in a header is found here and not at each request.
  const signing = parseSigningKey(made);
  if (signing?.accessKeyId !== connection.access.accessKeyId)
    return failed(
      credentials
        ? "The keys hold characters that no keys have."
        : "The secret key of this connection is not here.",
      "Enter the access key and the secret key again.",
    );
  return { ok: true, value: { connection, signing } };
}

/** Which field a connection fails by, in words. */
function wrongWith(typed: Connection): string {
  const sound = {
    name: "name",
    bucket: "bucket",
    prefix: "",
    region: "us-east-1",
    endpoint: "",
    addressing: "path",
    access: { kind: "anonymous" },
    isKept: false,
  };
  const isWrong = (field: Partial<Connection>) => parseConnection({ ...sound, ...field }) === null;
  if (isWrong({ name: typed.name })) return 'A name has letters, digits, "-" and "_", up to 64.';
  if (isWrong({ bucket: typed.bucket, addressing: typed.addressing }))
    return "No bucket has this name: small letters, digits, dots and dashes, at least three.";
  if (isWrong({ prefix: typed.prefix })) return 'A prefix is empty or ends in "/", and holds no "..".';
  if (isWrong({ region: typed.region })) return 'A region looks like "eu-central-1", or is "auto".';
  if (isWrong({ endpoint: typed.endpoint }))
    return 'An endpoint is an origin without a path, like "https://s3.example.org".';
  return "The access key holds characters that no access key has.";
}

import type { Credentials } from "./connection.ts";

/** Keys found in a text, by the names of their profiles; `problem` where there are none. */
export interface FoundCredentials {
  readonly profiles: readonly {
    readonly name: string;
    readonly credentials: Credentials;
    readonly region: string | null;
  }[];
  readonly problem: string | null;
}

/** Finds keys in a pasted AWS profile, in exports of a shell, or in JSON. */
export function parseCredentials(text: string): FoundCredentials {
  const valueIn = (name: RegExp) =>
    new RegExp(`["']?(?:${name.source})["']?\\s*[:=]\\s*["']?([^"'\\s,}]+)`, "i").exec(text)?.[1] ?? null;
  const accessKeyId = valueIn(/aws_access_key_id|AccessKeyId/);
  const secretAccessKey = valueIn(/aws_secret_access_key|SecretAccessKey/);
  if (accessKeyId === null || secretAccessKey === null)
    return { profiles: [], problem: "There is no pair of an access key and a secret key in this text." };
  const credentials = {
    accessKeyId,
    secretAccessKey,
    sessionToken: valueIn(/aws_session_token|SessionToken/),
    expiresAt: valueIn(/aws_credential_expiration|Expiration/),
  };
  const name = /^\s*\[(?:profile\s+)?([^\]]+)\]/m.exec(text)?.[1] ?? "default";
  return { profiles: [{ name, credentials, region: valueIn(/region/) }], problem: null };
}

import type { EngineError, Outcome } from "../../engine/protocol.ts";
import type { Credentials } from "../connection.ts";
import { credentialFields, type Fields } from "./credentialFields.ts";
import { jsonSections } from "./jsonSections.ts";
import { textSections } from "./textSections.ts";

/** Credentials out of a pasted text, with what stood beside them. */
export interface PastedCredentials {
  /** The profile's name; "default" where the text has only one set. */
  readonly profile: string;
  readonly credentials: Credentials;
  readonly region: string | null;
  readonly endpoint: string | null;
}

const forms =
  "Paste a profile of ~/.aws/credentials, lines that export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the JSON of aws sts.";

const failed = (message: string, hint = forms): { ok: false; error: EngineError } => ({
  ok: false,
  error: { code: "file", message, hint },
});

/**
 * Reads credentials from what AWS's tools print or keep: profiles, exports of a shell (also PowerShell's and cmd's),
 * JSON, the CSV of a new key. Several profiles are all given back. No message repeats anything of the text.
 */
export function parseCredentials(text: string): Outcome<readonly PastedCredentials[]> {
  if (text.trim() === "") return failed("Nothing was pasted.");
  const sections = /^\s*[{[]\s*["{}]/.test(text) ? jsonSections(text) : textSections(text);
  if (!sections) return failed("The JSON is damaged; a part may be missing.");
  const found: PastedCredentials[] = [];
  let missing: string | null = null;
  for (const [profile, section] of sections) {
    const fields = credentialFields(section);
    const pasted = pastedFrom(profile, fields);
    if (typeof pasted === "string") missing ??= pasted;
    else if (pasted) found.push(pasted);
  }
  if (found.length > 0) return { ok: true, value: found };
  return failed(missing ?? "There are no keys in this text.");
}

/** What is missing, as a sentence, where only half is there; null where there is nothing of the kind. */
function pastedFrom(profile: string, fields: Fields): PastedCredentials | string | null {
  const { accessKeyId, secretAccessKey, sessionToken, expiration, region, endpoint } = fields;
  if (accessKeyId === undefined && secretAccessKey === undefined) return null;
  if (accessKeyId === undefined) return `The access key of "${profile}" is missing.`;
  if (secretAccessKey === undefined) return `The secret key of "${profile}" is missing.`;
  if (/^ASIA/.test(accessKeyId) && sessionToken === undefined)
    return `The keys of "${profile}" are temporary, and their session token is missing.`;
  const expires = Date.parse(expiration ?? "");
  return {
    profile,
    credentials: {
      accessKeyId,
      secretAccessKey,
      sessionToken: sessionToken ?? null,
      expiresAt: Number.isNaN(expires) ? null : new Date(expires).toISOString(),
    },
    region: region ?? null,
    endpoint: endpoint ?? null,
  };
}

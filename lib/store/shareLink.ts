import type { EngineError, Outcome } from "../engine/protocol.ts";
import { encodeCapsule } from "../share/encodeCapsule.ts";
import { findSecrets } from "../share/findSecrets.ts";
import { linkLimits } from "../share/linkLimits.ts";

/** The address that holds a whole notebook. `characters` is its length; `leftOut` says what did not go in. */
export interface ShareLink {
  url: string;
  characters: number;
  leftOut: string[];
}

/** Makes a notebook's link, or says why there is none: a secret in its text, or too long for most places. */
export async function shareLink(
  text: string,
  sources: readonly string[],
  appUrl: string,
): Promise<Outcome<ShareLink>> {
  const [secret] = findSecrets(text);
  if (secret) {
    const message = `The notebook seems to hold a secret (${secret.kind}, line ${secret.line}), so no link was made.`;
    return { ok: false, error: { code: "sql", message, hint: "Remove it and share again." } };
  }
  const capsule = await encodeCapsule(text).catch((thrown: unknown) => {
    // Thrown for texts beyond what a link may hold at all.
    if (thrown instanceof RangeError) return null;
    throw thrown;
  });
  const url = appUrl + (capsule ?? "");
  if (capsule === null) return { ok: false, error: tooLong(null) };
  if (url.length > linkLimits.refuseAbove) return { ok: false, error: tooLong(url.length) };
  const leftOut = ["results", ...sources.map((name) => `the data of ${name}`)];
  return { ok: true, value: { url, characters: url.length, leftOut } };
}

function tooLong(characters: number | null): EngineError {
  const long = characters === null ? "far too long" : `${characters.toLocaleString("en")} characters long`;
  const message = `The link would be ${long}, more than most places take.`;
  return { code: "sql", message, hint: "Save the notebook as a file and send that." };
}

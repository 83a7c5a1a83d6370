import type { Credentials } from "../../../lib/s3/connection.ts";

/** Names of the form's fields for keys. */
export const keyInputs = ["accessKeyId", "secretAccessKey", "sessionToken"] as const;

type KeyInput = (typeof keyInputs)[number];

/**
 * The keys that stand in a form's fields, or what is wrong with them; `canStay` where it already has some, so that none
 * need be entered. They are read from the fields when they are needed: no state ever holds them.
 */
export function keysIn(
  form: HTMLFormElement | null,
  expiresAt: string | null,
  canStay: boolean,
): { credentials: Credentials | null; problem: string | null } {
  const of = (name: KeyInput) => inputOf(form, name)?.value.trim() ?? "";
  const accessKeyId = of("accessKeyId");
  const secretAccessKey = of("secretAccessKey");
  const sessionToken = of("sessionToken");
  const wrong = (problem: string) => ({ credentials: null, problem });
  if (accessKeyId === "" && secretAccessKey === "" && sessionToken === "")
    return canStay
      ? { credentials: null, problem: null }
      : wrong("Enter an access key and its secret, or choose a public bucket.");
  if (accessKeyId === "") return wrong("The access key ID is missing.");
  if (secretAccessKey === "") return wrong("The secret access key is missing.");
  if (/\s/.test(accessKeyId + secretAccessKey + sessionToken))
    return wrong("A key has no spaces in it; something else was pasted with it.");
  return {
    credentials: { accessKeyId, secretAccessKey, sessionToken: sessionToken || null, expiresAt },
    problem: null,
  };
}

/** Puts keys into a form's fields. */
export function fillKeys(form: HTMLFormElement | null, keys: Credentials): void {
  for (const name of keyInputs) {
    const input = inputOf(form, name);
    if (input) input.value = keys[name] ?? "";
  }
}

/** Leaves nothing of the keys in a form's fields. */
export function clearKeys(form: HTMLFormElement | null): void {
  for (const name of keyInputs) {
    const input = inputOf(form, name);
    if (input) input.value = "";
  }
}

function inputOf(form: HTMLFormElement | null, name: KeyInput): HTMLInputElement | null {
  const found = form?.elements.namedItem(name);
  return found instanceof HTMLInputElement ? found : null;
}

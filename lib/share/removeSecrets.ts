import { secretPatterns } from "./secretPatterns.ts";

/** The text with "removed" in the place of all that looks like a key or token, and addresses without what signs them. */
export function removeSecrets(text: string): string {
  return secretPatterns.reduce((rest, { pattern, instead }) => rest.replace(pattern, instead), text);
}

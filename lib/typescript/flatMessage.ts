/** TypeScript's messages: a text, or one with the reasons under it. */
export type CompilerMessage = string | { messageText: string; next?: CompilerMessage[] };

/** A message of TypeScript's compiler with all its reasons, as one text. */
export function flatMessage(message: CompilerMessage): string {
  if (typeof message === "string") return message;
  return [message.messageText, ...(message.next ?? []).map(flatMessage)].join(" ");
}

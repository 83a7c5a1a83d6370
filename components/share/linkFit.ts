import { linkLimits } from "../../lib/share/linkLimits.ts";

/** A QR code of a longer link has dots too fine for many phones. */
export const mostQrCharacters = 1_800;

/** Where a link of this many characters can be sent, in words. */
export function linkFit(characters: number): { tone: "quiet" | "warn"; text: string } {
  if (characters <= mostQrCharacters) {
    return { tone: "quiet", text: "It fits everywhere: chats, mail, documents and a QR code." };
  }
  if (characters <= linkLimits.warnAbove) {
    return { tone: "quiet", text: "It fits chats, mail and documents; it is too long for a QR code." };
  }
  return {
    tone: "warn",
    text: "Too long for most chats, which cut links above 2,000, and for a QR code; mail and documents take it.",
  };
}

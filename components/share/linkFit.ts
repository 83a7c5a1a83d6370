/** Where a link of this many characters can be sent, in one sentence. Chats cut links above about 2,000. */
export function linkFit(characters: number): { tone: "quiet" | "warn"; text: string } {
  if (characters <= 2000) return { tone: "quiet", text: "It fits everywhere, chats included." };
  return {
    tone: "warn",
    text: "Too long for most chats, which cut links above 2,000; mail and documents take it.",
  };
}

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 192 bits, in letters that need no escaping in an address. */
const randomText = () => randomBytes(24).toString("base64url");
const digest = (text) => createHash("sha256").update(text).digest();

/**
 * What lets a page list, read and write the folder: one token for as long as the server runs, and codes that can be
 * exchanged for it once. A code goes where others of this machine can see it: into the command line of a browser.
 */
export function createFolderKey() {
  const token = randomText();
  const tokenDigest = digest(token);
  /** Digests of codes nobody used yet. */
  let codes = [];
  // Of digests, which have one length: how long the comparison takes tells nothing of the token.
  const isSame = (one, other) => timingSafeEqual(one, other);
  const fits = (given) => typeof given === "string" && isSame(digest(given), tokenDigest);
  return {
    token,
    fits,
    /** A code that is good for one exchange. */
    newCode() {
      const code = randomText();
      codes.push(digest(code));
      return code;
    },
    /** The token, for a code that was not used yet or for the token itself; null for anything else. */
    exchange(given) {
      if (typeof given !== "string") return null;
      if (fits(given)) return token;
      const asked = digest(given);
      const left = codes.filter((code) => !isSame(code, asked));
      if (left.length === codes.length) return null;
      codes = left;
      return token;
    },
  };
}

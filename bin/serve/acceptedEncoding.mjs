/**
 * The first of the encodings on offer that the client takes, or null for the file as it is.
 * @param {string | undefined} header Accept-Encoding
 * @param {readonly string[]} offered best first
 */
export function acceptedEncoding(header, offered) {
  const refused = new Set();
  const accepted = new Set();
  for (const part of (header ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    const isRefused = parameters.some((text) => /^q=0(\.0*)?$/.test(text));
    (isRefused ? refused : accepted).add(name);
  }
  return offered.find((name) => accepted.has(name) || (accepted.has("*") && !refused.has(name))) ?? null;
}

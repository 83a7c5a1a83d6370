import { createHash } from "node:crypto";

const inlineScript = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;

/** A script's text as a CSP source, 'sha256-…' with its quotes. */
export function scriptHash(text) {
  // The HTML parser turns CRLF into LF before a browser hashes the text.
  const normalized = text.replace(/\r\n?/g, "\n");
  return `'sha256-${createHash("sha256").update(normalized).digest("base64")}'`;
}

/**
 * CSP sources of the inline scripts of a page, each once, in page order.
 * @param {string} html
 * @returns {string[]}
 */
export function scriptHashes(html) {
  const hashes = new Set();
  for (const [, attributes = "", text = ""] of html.matchAll(inlineScript)) {
    const isInline = !/\ssrc\s*=/i.test(attributes);
    const isData = /\stype\s*=\s*["']?application\/(?:ld\+)?json/i.test(attributes);
    if (isInline && !isData) hashes.add(scriptHash(text));
  }
  return [...hashes];
}

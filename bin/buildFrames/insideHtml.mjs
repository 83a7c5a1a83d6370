/** A script as it may stand inside HTML: no end tag of its own, and no comment that would swallow one. */
export function insideHtml(script) {
  return script
    .replace(/<\/(script)/gi, "<\\/$1")
    .replaceAll("<!--", "\\x3C!--")
    .replace(/\r\n?/g, "\n")
    .trim();
}

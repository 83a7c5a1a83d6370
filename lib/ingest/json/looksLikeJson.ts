/**
 * Whether text begins as JSON: "ndjson" where its first line is a whole value and another follows,
 * "json" where one value spans it, null where it is not JSON. The head may end anywhere.
 */
export function looksLikeJson(head: Uint8Array): "json" | "ndjson" | null {
  const text = new TextDecoder("utf-8").decode(head).trimStart();
  if (text[0] !== "{" && text[0] !== "[") return null;
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const first = lines[0] ?? "";
  if (isValue(first)) {
    if (lines.length > 1) return "ndjson";
    return "json";
  }
  return /^(\{\s*("|\}|$)|\[\s*(["{[\]\-\d]|true|false|null|$))/.test(text) ? "json" : null;
}

function isValue(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

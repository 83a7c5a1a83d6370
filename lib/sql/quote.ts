/** An identifier in double quotes, whatever it contains: `a"b` becomes `"a""b"`. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as a SQL string literal. A NUL character, which no literal can hold, is spelled with chr(0). */
export function quoteLiteral(text: string): string {
  if (!text.includes("\0")) return `'${text.replaceAll("'", "''")}'`;
  const pieces = text.split("\0").map((piece) => `'${piece.replaceAll("'", "''")}'`);
  return `(${pieces.join(" || chr(0) || ")})`;
}

/** A qualified name from its parts, each quoted: `["main", "t"]` becomes `"main"."t"`. */
export function quoteName(...parts: string[]): string {
  return parts.map(quoteIdentifier).join(".");
}

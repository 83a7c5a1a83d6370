/** A cell's text as it stands inside its `<script>`: indented, and with no end tag of a script in it. */
export function scriptText(source: string): string {
  const lines = source.replace(/<(?=\\*\/script(?:\s|>))/gi, "<\\").split("\n");
  return `\n${lines.map((line) => (line === "" ? "" : `    ${line}`)).join("\n")}\n  `;
}

/** The text of a cell from what stands inside its `<script>`. */
export function scriptSource(content: string): string {
  const lines = content.replace(/<\\(?=\\*\/script(?:\s|>))/gi, "<").split(/\r\n?|\n/);
  if (lines.at(-1)?.trim() === "") lines.pop();
  if (lines[0]?.trim() === "") lines.shift();
  return lines.map((line) => line.replace(/^ {4}/, "")).join("\n");
}

/**
 * Tells a person how a run goes: on a terminal the running cell stands in a line that changes, elsewhere each thing has
 * a line of its own.
 * @param {{ write(text: string): void, isTerminal: boolean }} to
 */
export function tellRun({ write, isTerminal }) {
  let isShowing = false;
  const line = (text) => {
    if (isShowing) write("\r\u001b[K");
    isShowing = false;
    write(`${text}\n`);
  };
  return (event) => {
    switch (event.event) {
      case "source":
        line(sourceLine(event));
        return;
      case "cell":
        if (event.status === "running") {
          if (!isTerminal) return;
          write(`\r\u001b[K… ${event.cell}`);
          isShowing = true;
          return;
        }
        for (const text of cellLines(event)) line(text);
        return;
      case "shown":
        for (const text of event.text.split("\n")) line(`  ${event.cell} | ${text}`);
        return;
      case "check":
        if (event.status === "broken") line(`✗ ${event.cell}: broken`);
        return;
      case "file": {
        const { file, rows, bytes, notes } = event.file;
        line(`→ ${file}: ${count(rows, "row")}, ${size(bytes)}`);
        for (const note of notes) line(`  ${note}`);
        return;
      }
      case "compared":
        line(event.same ? `= ${event.relation}` : `≠ ${event.relation}: ${event.differences.join(" ")}`);
        return;
      case "notified":
        line(event.told ? `✓ told ${event.target}` : `✗ ${event.message}`);
        return;
      case "end":
        line(event.message);
        return;
    }
  };
}

function sourceLine({ relation, receipt }) {
  if (receipt.error !== null) return `✗ ${relation} (${receipt.file}): ${receipt.error}`;
  const rejected = receipt.rejected > 0 ? `, ${count(receipt.rejected, "row")} rejected` : "";
  return `✓ ${relation}: ${count(receipt.loaded, "row")} of ${receipt.file}${rejected}`;
}

function* cellLines(event) {
  if (event.status === "done") {
    const rows = event.rows === null ? event.messages.join(" ") || "done" : count(event.rows, "row");
    yield `✓ ${event.cell}: ${rows}, ${time(event.elapsedMs)}`;
    for (const notice of event.notices) yield `  ${notice}`;
    return;
  }
  const { error } = event;
  if (error === null) yield `■ ${event.cell}: stopped`;
  else {
    const place = error.line === undefined ? "" : ` (line ${error.line})`;
    yield `✗ ${event.cell}${place}: ${error.message}`;
    if (error.hint !== undefined) yield `  ${error.hint}`;
  }
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function time(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

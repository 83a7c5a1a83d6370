import { escapeHtml } from "./escapeHtml.ts";
import { rowsLeftOut, type ShownResult } from "./shownResult.ts";

type Table = Extract<ShownResult, { type: "table" }>;

const numeric = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DOUBLE|FLOAT|DECIMAL)/;

/** A result as a table of HTML, with its rows counted where not all are there. Nothing in it is markup of its own. */
export function tableHtml({ columns, rows, rowCount }: Table): string {
  const sides = columns.map(({ type }) => (numeric.test(type) ? ' class="number"' : ""));
  const head = columns.map(
    ({ name, type }, at) =>
      `<th scope="col"${sides[at]} title="${escapeHtml(type)}">${escapeHtml(name)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((value, at) =>
      value === null ? '<td class="null">NULL</td>' : `<td${sides[at] ?? ""}>${escapeHtml(value)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const left = rowsLeftOut(rows.length, rowCount);
  return [
    "<table>",
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody>`,
    "</table>",
    ...(left === null ? [] : [`<p>${left}</p>`]),
  ].join("\n");
}

const widestColumn = 60;

/** A result as lines of text in columns; long values are cut, which a mark says. */
export function tableText({ columns, rows, rowCount }: Table): string {
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => row.map((value) => value ?? "NULL")),
  ].map((row) => row.map(shortened));
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => [...(line[at] ?? "")].length)));
  const printed = lines.map((line) =>
    line
      .map((value, at) => value + " ".repeat((widths[at] ?? 0) - [...value].length))
      .join("  ")
      .trimEnd(),
  );
  printed.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
  const left = rowsLeftOut(rows.length, rowCount);
  return [...printed, ...(left === null ? [] : [left])].join("\n");
}

function shortened(value: string): string {
  const characters = [...value.replace(/\s/g, " ")];
  return characters.length <= widestColumn
    ? characters.join("")
    : `${characters.slice(0, widestColumn - 1).join("")}…`;
}

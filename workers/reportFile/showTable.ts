import type { ReadTable } from "../../lib/reportFile/readTable.ts";
import type { ReportTable } from "../../lib/reportFile/reportManifest.ts";
import { element } from "./element.ts";

const pageRows = 50;

interface Look {
  sort: { column: number; by: 1 | -1 } | null;
  filter: string;
  page: number;
}

/** A table that can be sorted, filtered, paged through and downloaded; every value is text and never markup. */
export function showTable(
  place: HTMLElement,
  { name, types, rowsInAll }: ReportTable,
  table: ReadTable,
  parquet: Uint8Array<ArrayBuffer>,
): void {
  const look: Look = { sort: null, filter: "", page: 0 };
  let rows: number[] = [];
  const said = element("span", { className: "grow", role: "status" });
  const filter = element("input", {
    type: "search",
    placeholder: "Filter rows",
    ariaLabel: `Filter ${name}`,
  });
  const back = element("button", {
    type: "button",
    textContent: "Previous",
    ariaLabel: `Previous rows of ${name}`,
  });
  const on = element("button", { type: "button", textContent: "Next", ariaLabel: `Next rows of ${name}` });
  const body = element("tbody", {});
  const heads = table.columns.map((column, at) => headOf(column.name, types[at] ?? "", isNumber(at)));
  /** Times read from the left, as texts do. */
  function isNumber(at: number): boolean {
    return table.columns[at]?.isMeasure === true && !/^(DATE|TIME)/.test(types[at] ?? "");
  }

  function choose(): void {
    const wanted = look.filter.toLowerCase();
    const all = Array.from({ length: table.rowCount }, (_, row) => row);
    const holds = (row: number) =>
      table.columns.some(({ text }) => text(row)?.toLowerCase().includes(wanted));
    rows = wanted === "" ? all : all.filter(holds);
    const { sort } = look;
    const column = sort && table.columns[sort.column];
    if (sort && column) rows.sort((one, other) => ordered(column, one, other, sort.by));
    look.page = 0;
    draw();
  }

  function draw(): void {
    const from = look.page * pageRows;
    const shown = rows.slice(from, from + pageRows);
    body.replaceChildren(...shown.map((row) => rowOf(table, row, isNumber)));
    const count = (value: number) => value.toLocaleString("en");
    const part = rows.length > pageRows ? `Rows ${count(from + 1)} to ${count(from + shown.length)} of ` : "";
    const left = look.filter === "" ? "" : ` of ${count(table.rowCount)}`;
    const cut = table.rowCount < rowsInAll ? `, the first of ${count(rowsInAll)}` : "";
    said.textContent = `${part}${count(rows.length)}${left} ${table.rowCount === 1 ? "row" : "rows"}${cut}`;
    back.disabled = look.page === 0;
    on.disabled = from + pageRows >= rows.length;
    for (const [at, { cell }] of heads.entries()) {
      if (look.sort?.column === at) cell.ariaSort = look.sort.by === 1 ? "ascending" : "descending";
      else cell.removeAttribute("aria-sort");
    }
  }

  filter.addEventListener("input", () => {
    look.filter = filter.value.trim();
    choose();
  });
  const turn = (by: number) => {
    look.page += by;
    draw();
    wide.scrollTop = 0;
  };
  back.addEventListener("click", () => turn(-1));
  on.addEventListener("click", () => turn(1));
  for (const [at, { button, mark }] of heads.entries()) {
    button.addEventListener("click", () => {
      const by = look.sort?.column === at ? look.sort.by : null;
      look.sort = by === -1 ? null : { column: at, by: by === null ? 1 : -1 };
      for (const [other, head] of heads.entries()) if (other !== at) head.mark.textContent = "";
      mark.textContent = look.sort === null ? "" : look.sort.by === 1 ? "▲" : "▼";
      choose();
    });
  }
  const grid = element("table", { ariaLabel: name });
  const line = element("tr", {});
  line.append(...heads.map(({ cell }) => cell));
  const head = element("thead", {});
  head.append(line);
  grid.append(head, body);
  const wide = element("div", {
    className: "wide",
    tabIndex: 0,
    role: "region",
    ariaLabel: `Rows of ${name}`,
  });
  wide.append(grid);
  const bar = element("div", { className: "live-bar" });
  bar.append(filter, said, back, on, downloadOf(name, parquet));
  place.replaceChildren(bar, wide);
  choose();
}

/** NULL comes last both ways. */
function ordered(column: ReadTable["columns"][number], one: number, other: number, by: 1 | -1): number {
  const isNull = Number(column.text(one) === null) - Number(column.text(other) === null);
  return isNull || by * column.compare(one, other) || one - other;
}

function headOf(name: string, type: string, isNumber: boolean) {
  const cell = element("th", { scope: "col", className: isNumber ? "number" : "" });
  const button = element("button", { type: "button", title: `Sort by ${name}` });
  const kind = element("span", { textContent: type.toLowerCase() });
  const mark = element("span", { ariaHidden: "true" });
  button.append(name, kind, mark);
  cell.append(button);
  return { cell, button, mark };
}

function rowOf({ columns }: ReadTable, row: number, isNumber: (at: number) => boolean): HTMLTableRowElement {
  const line = element("tr", {});
  for (const [at, { text }] of columns.entries()) {
    const value = text(row);
    const className = value === null ? "null" : isNumber(at) ? "number" : "";
    line.append(element("td", { className, textContent: value ?? "NULL" }));
  }
  return line;
}

function downloadOf(name: string, parquet: Uint8Array<ArrayBuffer>): HTMLAnchorElement {
  const fileName = `${name}.parquet`;
  const link = element("a", { download: fileName, textContent: `Download ${fileName}`, href: "#" });
  link.addEventListener("click", () => {
    if (link.href.startsWith("blob:")) return;
    link.href = URL.createObjectURL(new Blob([parquet], { type: "application/vnd.apache.parquet" }));
  });
  return link;
}

import { exactNumber } from "./exactNumber.ts";
import { htmlCharacters } from "./htmlCharacters.ts";
import { attribute, htmlTokens } from "./htmlTokens.ts";
import { TableGrid } from "./tableGrid.ts";

/** A table of a page, as text. All rows are as long as the table is wide. */
export interface HtmlTable {
  /** The text of its caption, or "". */
  caption: string;
  rows: string[][];
  /** How many of the first rows are headings: those in a thead, or all of whose cells are th. */
  headerRows: number;
  /** How many of the last rows stand in a tfoot. */
  footRows: number;
  /** Row elements with cells, counted apart from the rows. */
  rowElements: number;
  /** Row elements without any cell. */
  emptyRows: number;
  /** Cells that cover more than one place; their text stands in each. */
  mergedCells: number;
  /** Rows with fewer cells than the table is wide. */
  shortRows: number;
  /** Cells whose exact number was taken rather than the rounded one that is shown. */
  exactCells: number;
  /** Tables inside its cells, which are tables of their own. */
  innerTables: number;
}

/** The tables of HTML, in the order in which they begin. */
export interface HtmlTables {
  title: string;
  tables: HtmlTable[];
  /** Characters of text that stand in no table, blanks not counted. */
  outsideText: number;
}

const blocks = new Set(
  "p div li ul ol dl dd dt h1 h2 h3 h4 h5 h6 blockquote section article pre hr".split(" "),
);
const parts = new Set("table caption thead tbody tfoot tr td th".split(" "));
const voids = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/** Finds the tables of HTML of any quality: end tags may lack, cells may span, markup and tables may be nested. */
export function htmlTables(html: string): HtmlTables {
  const tables: TableGrid[] = [];
  const open: TableGrid[] = [];
  let outsideText = 0;
  let hidden: { name: string; depth: number } | null = null;
  for (const token of htmlTokens(html)) {
    const table = open.at(-1);
    if (token.kind === "text") {
      if (hidden) continue;
      if (table) table.text(token.text);
      else outsideText += token.text.replace(/\s|&nbsp;/g, "").length;
      continue;
    }
    const { name } = token;
    if (hidden) {
      if (name === hidden.name) hidden.depth += token.kind === "open" ? 1 : -1;
      if (hidden.depth > 0 && !parts.has(name)) continue;
      // A cell's end also ends what is hidden in it.
      const wasEnd: boolean = name === hidden.name;
      hidden = null;
      if (wasEnd) continue;
    }
    if (token.kind === "open") {
      if (name === "table") {
        table?.inner();
        const begun = new TableGrid();
        tables.push(begun);
        open.push(begun);
        continue;
      }
      if (!table) continue;
      if (parts.has(name)) openPart(table, name, token.attributes);
      else if (name === "br") table.lineBreak();
      else if (blocks.has(name)) table.block();
      else if (name === "img") table.text(attribute(token.attributes, "alt") ?? "");
      if (!parts.has(name) && !voids.has(name) && isHidden(token.attributes)) hidden = { name, depth: 1 };
      continue;
    }
    if (!table) continue;
    if (name === "table") {
      table.end();
      open.pop();
    } else if (parts.has(name)) table.close(name);
    else if (name === "br") table.lineBreak();
    else if (blocks.has(name)) table.block();
  }
  for (const table of open) table.end();
  const title = /<title[^>]{0,200}>([^<]{0,500})/i.exec(html.slice(0, 100_000))?.[1] ?? "";
  return {
    title: htmlCharacters(title).trim().replace(/\s+/g, " "),
    tables: tables.map((table) => table.result()),
    outsideText,
  };
}

function openPart(table: TableGrid, name: string, attributes: string): void {
  if (name !== "td" && name !== "th") {
    table.open(name);
    return;
  }
  const span = (key: string, most: number) => {
    const value = Number.parseInt(attribute(attributes, key) ?? "1", 10);
    return value > 0 && value <= most ? value : key === "rowspan" && value === 0 ? most : 1;
  };
  table.cell({
    isHeading: name === "th",
    columns: span("colspan", 1000),
    rows: span("rowspan", 65_534),
    exact: exactNumber(attributes),
  });
}

function isHidden(attributes: string): boolean {
  return attributes.length > 0 && /display\s*:\s*none/i.test(attribute(attributes, "style") ?? "");
}

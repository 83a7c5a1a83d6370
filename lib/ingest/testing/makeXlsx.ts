import { strToU8, zipSync } from "fflate";

/** What a made workbook holds; sheets by their name, each the inside of <sheetData>, or a whole <worksheet>. */
export interface MadeWorkbook {
  sheets: Record<string, string>;
  /** The inside of <sst>. */
  shared?: string;
  /** Number format ids of the cell styles 0, 1, …; and codes of own formats by their id. */
  formats?: readonly number[];
  codes?: Readonly<Record<number, string>>;
  /** Attributes of <workbookPr>. */
  workbook?: string;
  /** Further parts, or others in place of those made here. */
  parts?: Record<string, string>;
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const pointers = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";

/** The bytes of an xlsx file; for tests only. */
export function makeXlsx(made: MadeWorkbook): Uint8Array {
  const names = Object.keys(made.sheets);
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="${packages}/content-types"/>`,
    "_rels/.rels": relationships([["rId1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${pointers}"><workbookPr ${made.workbook ?? ""}/><sheets>${names
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ...names.map(
        (_, index): Pointer => [`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`],
      ),
      ["rIdS", "styles", "styles.xml"],
      ["rIdT", "sharedStrings", "sharedStrings.xml"],
    ]),
    "xl/styles.xml": `<styleSheet xmlns="${main}"><numFmts>${Object.entries(made.codes ?? {})
      .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`)
      .join(
        "",
      )}</numFmts><cellXfs>${(made.formats ?? [0]).map((id) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${made.shared ?? ""}</sst>`,
  };
  names.forEach((name, index) => {
    const sheet = made.sheets[name] ?? "";
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheet.startsWith("<worksheet")
      ? sheet
      : `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`;
  });
  const all = { ...parts, ...made.parts };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])));
}

/** Text as it stands in XML. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A row of cells, each as XML without its address, which is added. */
export function rowXml(row: number, cells: readonly (string | null)[], attributes = ""): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const addressed = cells.map((cell, column) =>
    cell === null ? "" : cell.replace("<c", `<c r="${letters[column]}${row}"`),
  );
  return `<row r="${row}" ${attributes}>${addressed.join("")}</row>`;
}

/** A cell with a text of its own. */
export function textCell(text: string): string {
  return `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
}

/** A cell with a number, in a style. */
export function numberCell(number: number | string, style = 0): string {
  return `<c s="${style}"><v>${number}</v></c>`;
}

type Pointer = [id: string, type: string, target: string];

function relationships(list: readonly Pointer[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${pointers}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${items.join("")}</Relationships>`;
}

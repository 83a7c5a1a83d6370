/** The parts of an Excel workbook of one sheet (ECMA-376) that are the same for all rows. */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";

/** Styles by their place in the workbook's list. */
export const styles = { plain: 0, date: 1, moment: 2, time: 3, header: 4 } as const;

/** Path and text of every part but the sheets, which are named in order. */
export function workbookParts(titles: readonly string[]): [path: string, text: string][] {
  const names = sheetNames(titles);
  const types = names.map(
    (_, at) =>
      `<Override PartName="/xl/${sheetPath(at)}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const sheets = names.map(
    (name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const related = names.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="${sheetPath(at)}"/>`,
  );
  return [
    [
      "[Content_Types].xml",
      `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join("")}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join("")}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${head}<Relationships xmlns="${packaged}/relationships">${related.join("")}<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      "xl/styles.xml",
      `${head}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/><numFmt numFmtId="166" formatCode="hh:mm:ss.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    ],
  ];
}

/** What stands before the rows: the first one stays in sight. */
export const sheetBegin = `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
export const sheetEnd = "</sheetData></worksheet>";

/** Where the sheet at a place lies, from the workbook's folder. */
export const sheetPath = (at: number) => `worksheets/sheet${at + 1}.xml`;

const mostNameLength = 31;

/** Names that Excel takes, no two alike in any capitals: 31 characters at most, and none of some signs. */
export function sheetNames(titles: readonly string[]): string[] {
  // Excel keeps this one for itself.
  const taken = new Set(["history"]);
  return titles.map((title, at) => {
    const plain = title.replace(/[[\]:*?/\\\p{Cc}]/gu, "_").replace(/^'|'$/g, "_");
    const name = plain === "" ? `Sheet${at + 1}` : plain;
    for (let count = 1; ; count++) {
      const end = count === 1 ? "" : ` (${count})`;
      const tried = name.slice(0, mostNameLength - end.length) + end;
      if (taken.has(tried.toLowerCase())) continue;
      taken.add(tried.toLowerCase());
      return tried;
    }
  });
}

/** A text in XML; what XML has no sign for is written as Excel does, `_x0001_`. */
export function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (sign) => {
      const code = sign.charCodeAt(0);
      // A carriage return would be read as a line feed.
      const isXml = sign === "\t" || sign === "\n" || (code >= 0x7f && code < 0xfffe);
      return isXml ? sign : `_x${code.toString(16).toUpperCase().padStart(4, "0")}_`;
    });
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

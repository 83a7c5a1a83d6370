import { IngestError } from "../../types.ts";
import type { FormatMeaning } from "../numberFormat.ts";
import type { DateSystem } from "../serialTime.ts";
import type { SheetEntry, Workbook } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { eachElement } from "../xml/eachElement.ts";
import type { PackageParts, Relationship } from "../zip/packageParts.ts";
import { sharedStrings } from "./sharedStrings.ts";
import { XlsxRows } from "./xlsxRows.ts";
import { xlsxStyles } from "./xlsxStyles.ts";

/** Opens an xlsx or xlsm package whose workbook part is `part`. Sheets are read only when asked for. */
export async function openXlsx(parts: PackageParts, part: string): Promise<Workbook> {
  const relationships = await parts.relationships(part);
  const { listed, system } = await readWorkbook(parts, part);
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const targetOf = (type: string) =>
    relationships.find((each) => each.type === type)?.target ?? `${folder}${type}.xml`;
  const found = listed.map((sheet, index) => placed(parts, part, relationships, sheet, index));
  let shared: Promise<string[]> | null = null;
  let styles: Promise<FormatMeaning[]> | null = null;
  return {
    format: "xlsx",
    sheets: found.map(({ entry }) => entry),
    async rows(index, watch) {
      const sheet = found[index];
      if (!sheet) throw new IngestError(`The workbook has no sheet ${index + 1}.`);
      const sharedPart = targetOf("sharedStrings");
      const stylePart = targetOf("styles");
      shared ??= parts.find(sharedPart)
        ? sharedStrings(parts.texts(sharedPart), `"${sharedPart}"`)
        : Promise.resolve([]);
      // One after the other: a failure that nobody waits for would go unhandled.
      const texts = await shared;
      styles ??= parts.find(stylePart)
        ? xlsxStyles(parts.texts(stylePart), `"${stylePart}"`)
        : Promise.resolve([]);
      const context = { shared: texts, styles: await styles, system, sheet: sheet.entry.name };
      return new XlsxRows(parts.texts(sheet.part, watch), context);
    },
  };
}

interface Listed {
  name: string;
  hidden: SheetEntry["hidden"];
  id: string;
}

async function readWorkbook(
  parts: PackageParts,
  part: string,
): Promise<{ listed: Listed[]; system: DateSystem }> {
  const listed: Listed[] = [];
  let system: DateSystem = "1900";
  await eachElement(parts.texts(part), `"${part}"`, {
    open: (name, scanner) => {
      if (name === "workbookPr" && isTrue(scanner.attribute("date1904"))) system = "1904";
      if (name !== "sheet") return;
      const state = scanner.attribute("state");
      listed.push({
        name: scanner.attribute("name") ?? `Sheet${listed.length + 1}`,
        hidden: state === "hidden" ? "hidden" : state === "veryHidden" ? "very hidden" : "no",
        id: scanner.attribute("id") ?? "",
      });
      if (listed.length > limits.sheets)
        throw new IngestError("The workbook lists more sheets than can be true.");
    },
  });
  return { listed, system };
}

/** Where a sheet lies in the package; by its number where the workbook does not say. */
function placed(
  parts: PackageParts,
  part: string,
  relationships: readonly Relationship[],
  sheet: Listed,
  index: number,
): { entry: SheetEntry; part: string } {
  const pointer = relationships.find((each) => each.id === sheet.id);
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const target = pointer?.target ?? `${folder}worksheets/sheet${index + 1}.xml`;
  return {
    part: target,
    entry: {
      name: sheet.name,
      hidden: sheet.hidden,
      kind: sheetKind(pointer?.type ?? "worksheet"),
      bytes: parts.find(target)?.compressedSize ?? 0,
    },
  };
}

/** The kind of a sheet by the type of the relationship that points at it. */
export function sheetKind(type: string): SheetEntry["kind"] {
  if (type === "chartsheet") return "chart";
  if (type === "dialogsheet") return "dialog";
  return /macrosheet$/i.test(type) ? "macro" : "worksheet";
}

function isTrue(value: string | null): boolean {
  return value === "1" || value === "true" || value === "on";
}

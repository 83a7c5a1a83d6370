import { strToU8, zipSync } from "fflate";

const spaces = ["office", "table", "text", "style", "calcext"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");

/** The content of an OpenDocument spreadsheet with the insides of its tables, by name; for tests only. */
export function odsContent(tables: Record<string, string>, styles = ""): string {
  const body = Object.entries(tables).map(
    ([name, rows]) =>
      `<table:table table:name="${name}" table:style-name="style-${name}">${rows}</table:table>`,
  );
  return `<office:document ${spaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${body.join("")}</office:spreadsheet></office:body></office:document>`;
}

/** The bytes of an ods file with this content; for tests only. */
export function makeOds(content: string): Uint8Array {
  return zipSync({
    mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet"),
    "content.xml": strToU8(content),
  });
}

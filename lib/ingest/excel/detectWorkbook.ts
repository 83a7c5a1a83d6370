/** What a file that is named like a workbook really is. */
export type WorkbookContent =
  | "zip"
  | "compound"
  /** Excel 2 to 4: the records of a sheet without a container. */
  | "biff"
  | "spreadsheetml"
  | "flat-ods"
  | "html"
  /** Some other text: delimited, most often. */
  | "text"
  | "other";

/** What a file is by its first bytes (4 KiB do); its name does not count. */
export function detectWorkbook(head: Uint8Array): WorkbookContent {
  const is = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (is(0x50, 0x4b, 3, 4) || is(0x50, 0x4b, 5, 6)) return "zip";
  if (is(0xd0, 0xcf, 0x11, 0xe0)) return "compound";
  if (head[0] === 9 && [0, 2, 4, 8].includes(head[1] ?? -1) && (head[2] ?? 99) <= 16 && head[3] === 0)
    return "biff";
  const text = textOf(head);
  if (text === null) return "other";
  if (/<\w*:?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/i.test(text)) return "spreadsheetml";
  if (/<\?mso-application\s+progid="Excel\.Sheet"/i.test(text)) return "spreadsheetml";
  if (/<office:document\b[^>]*/.test(text) && /opendocument/.test(text)) return "flat-ods";
  if (/^\s*(<!doctype\s+html|<html|<head|<body|<table|<meta)/i.test(text)) return "html";
  if (/^\s*(<\?xml|<!--)/.test(text) && /<html\b/i.test(text)) return "html";
  return "text";
}

function textOf(head: Uint8Array): string | null {
  const look = head.subarray(0, 4096);
  if (look[0] === 0xff && look[1] === 0xfe) return new TextDecoder("utf-16le").decode(look);
  if (look[0] === 0xfe && look[1] === 0xff) return new TextDecoder("utf-16be").decode(look);
  const text = new TextDecoder("utf-8").decode(look);
  return text.includes("\0") ? null : text;
}

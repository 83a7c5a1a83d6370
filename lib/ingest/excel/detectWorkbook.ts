/** What a file that is named like a workbook really is. */
export type WorkbookContent =
  | "zip"
  | "compound"
  /** The records of a sheet without a container, as Excel 2 to 4 wrote them. */
  | "biff"
  | "spreadsheetml"
  | "flat-ods"
  /** A web page, alone or as an archive of its parts. */
  | "html"
  | "sylk"
  /** Some other text: delimited, most often. */
  | "text"
  | "other";

/** What a file is by its first bytes (4 KiB do); its name does not count. */
export function detectWorkbook(head: Uint8Array): WorkbookContent {
  const is = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (is(0x50, 0x4b, 3, 4) || is(0x50, 0x4b, 5, 6)) return "zip";
  if (is(0xd0, 0xcf, 0x11, 0xe0)) return "compound";
  if (isBiffBegin(head)) return "biff";
  const text = textOf(head);
  if (text === null) return "other";
  if (/<\w*:?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/i.test(text)) return "spreadsheetml";
  if (/<\?mso-application\s+progid="Excel\.Sheet"/i.test(text)) return "spreadsheetml";
  if (/<office:document\b[^>]*/.test(text) && /opendocument/.test(text)) return "flat-ods";
  if (/^\s*(<!doctype\s+html|<html|<head|<body|<table|<meta)/i.test(text)) return "html";
  if (/^\s*(<\?xml|<!--)/.test(text) && /<html\b/i.test(text)) return "html";
  if (/^\s*MIME-Version:/i.test(text)) return "html";
  return /^ID;P/.test(text) ? "sylk" : "text";
}

/** The record that begins a sheet: its number has the version in it, and its length is known. */
function isBiffBegin([first, version = -1, low = -1, high]: Uint8Array): boolean {
  return first === 9 && [0, 2, 4, 8].includes(version) && [4, 6, 8, 16].includes(low) && high === 0;
}

function textOf(head: Uint8Array): string | null {
  const look = head.subarray(0, 4096);
  if (look[0] === 0xff && look[1] === 0xfe) return new TextDecoder("utf-16le").decode(look);
  if (look[0] === 0xfe && look[1] === 0xff) return new TextDecoder("utf-16be").decode(look);
  const text = new TextDecoder("utf-8").decode(look);
  return text.includes("\0") ? null : text;
}

import { fileChunks } from "../fileChunks.ts";
import { IngestError } from "../types.ts";
import { detectWorkbook } from "./detectWorkbook.ts";
import { openOds } from "./ods/openOds.ts";
import { openSpreadsheetml } from "./spreadsheetml/openSpreadsheetml.ts";
import type { Workbook } from "./workbook.ts";
import { limits } from "./workbookLimits.ts";
import { CompoundFile } from "./xls/compoundFile.ts";
import { openOldXls } from "./xls/openOldXls.ts";
import { openXls } from "./xls/openXls.ts";
import { openXlsb } from "./xlsb/openXlsb.ts";
import { openXlsx } from "./xlsx/openXlsx.ts";
import { textChunks } from "./xml/textChunks.ts";
import { PackageParts } from "./zip/packageParts.ts";
import { readZipDirectory } from "./zip/zipDirectory.ts";

/** Opens a workbook by what it is, whatever it is named; throws an IngestError where it is none that can be read. */
export async function openWorkbook(file: Blob): Promise<Workbook> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  switch (detectWorkbook(head)) {
    case "zip":
      return openPackage(file);
    case "compound":
      return openCompound(file);
    case "flat-ods":
      return openOds((watch) => textChunks(plainChunks(file, watch?.onBytes), "the document"), file.size);
    case "spreadsheetml":
      return openSpreadsheetml(
        (watch) => textChunks(plainChunks(file, watch?.onBytes), "the workbook"),
        file.size,
      );
    case "biff":
      return openOldXls(await heldBytes(file));
    case "html":
      throw new IngestError(
        "This is a web page that is named like a workbook; open it in Excel or LibreOffice and save it as .xlsx.",
      );
    case "sylk":
      throw new IngestError("This is a SYLK file; open it in Excel or LibreOffice and save it as .xlsx.");
    case "text":
      throw new IngestError(
        "This is plain text that is named like a workbook; name it .csv (or .tsv, .json) and add it again.",
      );
    default:
      throw new IngestError("This is no workbook that can be read; save it as .xlsx and add that.");
  }
}

async function* plainChunks(file: Blob, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const reader = fileChunks(file, { chunkBytes: 1 << 20, onBytes }).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

async function openPackage(file: Blob): Promise<Workbook> {
  const parts = new PackageParts(file, await readZipDirectory(file));
  const content = parts.find("content.xml");
  if (content && !parts.find("[Content_Types].xml")) {
    await refuseEncrypted(parts);
    return openOds((watch) => parts.texts("content.xml", watch), content.compressedSize);
  }
  const main = (await parts.relationships("")).find(({ type }) => type === "officeDocument")?.target;
  const part = [main, "xl/workbook.xml", "xl/workbook.bin"].find((name) => name && parts.find(name));
  if (!part) throw notWorkbook(parts);
  if (part.startsWith("word/") || part.startsWith("ppt/")) throw notWorkbook(parts);
  return part.toLowerCase().endsWith(".bin") ? openXlsb(parts, part) : openXlsx(parts, part);
}

/** All bytes of a file in an old format, whose parts lie anywhere in it. */
async function heldBytes(file: Blob): Promise<Uint8Array> {
  if (file.size > limits.compoundBytes) {
    throw new IngestError(
      "The workbook is larger than 1 GiB, more than the old format can be; save it as .xlsx.",
    );
  }
  return new Uint8Array(await file.arrayBuffer());
}

async function openCompound(file: Blob): Promise<Workbook> {
  const compound = new CompoundFile(await heldBytes(file));
  const stream = compound.stream("Workbook") ?? compound.stream("Book");
  if (stream) return openXls(stream);
  const { names } = compound;
  if (names.includes("EncryptedPackage")) {
    throw new IngestError(
      "The workbook is encrypted with a password; open it in Excel, save it without one and add that.",
    );
  }
  throw new IngestError(
    `This is ${names.includes("WordDocument") ? "a Word document" : "an Office file without a workbook in it"}; ` +
      "save the table as .xlsx or CSV and add that.",
  );
}

function notWorkbook(parts: PackageParts): IngestError {
  const what = parts.find("word/document.xml")
    ? "a Word document"
    : parts.find("ppt/presentation.xml")
      ? "a PowerPoint presentation"
      : parts.find("Index/Document.iwa")
        ? "an Apple Numbers document"
        : "a zip archive without a workbook in it";
  return new IngestError(`This is ${what}; save the table as .xlsx or CSV and add that.`);
}

async function refuseEncrypted(parts: PackageParts): Promise<void> {
  if (!parts.find("META-INF/manifest.xml")) return;
  let manifest = "";
  for await (const chunk of parts.texts("META-INF/manifest.xml")) {
    manifest = manifest.slice(-64) + chunk;
    if (!manifest.includes("encryption-data")) continue;
    throw new IngestError("The document is encrypted with a password; save it without one and add that.");
  }
}

import type { Receipt } from "../../lib/engine/protocol.ts";
import { asUtf8 } from "../../lib/ingest/asUtf8.ts";
import type { DecodeReport } from "../../lib/ingest/charset/decodeReport.ts";
import type { DetectedFile } from "../../lib/ingest/detectFile.ts";

/** A file as its reader takes it, and what its receipt must tell of how it came to that. */
export interface TextFile {
  file: File;
  detected: DetectedFile;
  told(receipt: Receipt): Receipt;
}

/** Below this a guess of the character set is told as a guess. */
const sure = 0.8;
const placesShown = 5;

/** Text in UTF-8 where it is text in any other character set; anything else as it is. */
export async function textFile(
  file: File,
  detected: DetectedFile,
  signal: AbortSignal,
  onBytes: (bytesDone: number) => void,
): Promise<TextFile> {
  const { charset } = detected;
  if (charset === null || charset.label === "utf-8") return { file, detected, told: (receipt) => receipt };
  const decoded = await asUtf8(file, charset.label, detected.compression, { signal, onBytes });
  const notes = decodeNotes(detected, decoded.report);
  return {
    file: decoded.file,
    detected: { ...detected, compression: "none" },
    told: (receipt) => ({
      ...receipt,
      format: detected.compression === "gzip" ? `${receipt.format} (gzip)` : receipt.format,
      encoding: charset.label,
      notes: [...notes, ...receipt.notes],
      ...(charset.confidence < sure && {
        doubts: [`the character set may be another than ${charset.label}`, ...(receipt.doubts ?? [])],
      }),
    }),
  };
}

function decodeNotes({ charset }: DetectedFile, { badCount, bad }: DecodeReport): string[] {
  const notes: string[] = [];
  if (charset && charset.confidence < sure) {
    const others = charset.candidates.slice(1, 4).map(({ label }) => label);
    notes.push(
      `the character set is a guess: ${charset.label} (${Math.round(charset.confidence * 100)} % sure)` +
        (others.length > 0 ? `; it may be ${others.join(", ")}` : ""),
    );
  }
  if (badCount > 0) {
    const places = bad
      .slice(0, placesShown)
      .map(({ byte, line, hex }) => `line ${line}, byte ${byte} (${hex})`);
    notes.push(
      `${badCount} ${badCount === 1 ? "place does" : "places do"} not decode and read as �: ${places.join("; ")}` +
        (badCount > placesShown ? "; …" : ""),
    );
  }
  return notes;
}

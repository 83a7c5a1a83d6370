import type { PreviewMembers } from "../../../lib/engine/sourcePreview.ts";
import { isDocumentPackage } from "../../../lib/ingest/archive/dataMembers.ts";
import { detectArchive } from "../../../lib/ingest/archive/detectArchive.ts";
import { listMembers } from "../../../lib/ingest/archive/listMembers.ts";
import type { ArchiveListing } from "../../../lib/ingest/archive/member.ts";
import { plainFile } from "../../../lib/ingest/compression/plainFile.ts";
import { type DetectedFile, detectHead, type FileHead, headOf } from "../../../lib/ingest/detectFile.ts";
import type { SheetInfo } from "../../../lib/ingest/excel/workbookSheets.ts";
import { globMatcher } from "../../../lib/ingest/many/globMatcher.ts";
import { SharedArchives } from "../sharedArchives.ts";
import { sourceInput } from "../sourceInput.ts";

/** The file whose rows a preview shows, with its first bytes. */
export interface LookedPart {
  /** Decompressed, but for gzip. */
  file: File;
  head: FileHead;
  /** What it is taken for where nobody says. */
  found: DetectedFile;
  /** Where it lies in its archive; null for a file of its own. */
  member: string | null;
  /** How many files of the archive make the relation. */
  parts: number;
  notes: string[];
  sheets(): Promise<SheetInfo[]>;
}

/** A file that is looked at several times under other options: what does not depend on them is read once. */
export class LookedFile {
  private readonly listing: Promise<ArchiveListing | null>;
  private opened: { pattern: unknown; part: Promise<LookedPart> } | null = null;

  constructor(private readonly file: File) {
    this.listing = listingOf(file);
    // Told by whoever asks for it.
    this.listing.catch(() => undefined);
  }

  /** What the archive holds; null where it is none. */
  async members(pattern: unknown): Promise<PreviewMembers | null> {
    const listing = await this.listing;
    if (listing === null) return null;
    const isWanted = typeof pattern === "string" && pattern !== "" ? globMatcher(pattern) : null;
    const files = listing.members.filter(({ kind }) => kind === "file");
    return {
      all: files.map(({ name, size, problem }) => ({
        name,
        bytes: size,
        problem,
        isRead: isWanted?.(name) ?? false,
      })),
      shown: null,
    };
  }

  /** The file that rows are shown of: the file itself, or the first wanted member of its archive. */
  part(pattern: unknown): Promise<LookedPart> {
    if (this.opened === null || this.opened.pattern !== pattern) {
      this.opened = { pattern, part: this.open(pattern) };
      this.opened.part.catch(() => undefined);
    }
    return this.opened.part;
  }

  private async open(pattern: unknown): Promise<LookedPart> {
    if ((await this.listing) === null) return lookedPart(this.file, { member: null, parts: 1, notes: [] });
    const options = pattern === undefined ? {} : { members: pattern };
    const request = { id: 0, file: this.file, relation: "", options };
    const input = await sourceInput(request, new SharedArchives([request]));
    try {
      const [first] = input.parts;
      if (!first) throw new Error("an archive's input has a part");
      const { notes, parts } = input;
      return await lookedPart(await first.open(), { member: first.path, parts: parts.length, notes });
    } finally {
      await input.close();
    }
  }
}

async function lookedPart(
  file: File,
  about: Pick<LookedPart, "member" | "parts" | "notes">,
): Promise<LookedPart> {
  const { file: plain } = await plainFile(file);
  const head = await headOf(plain);
  let sheets: Promise<SheetInfo[]> | null = null;
  return {
    ...about,
    file: plain,
    head,
    found: detectHead(head, {}),
    sheets() {
      sheets ??= import("../../../lib/ingest/excel/workbookSheets.ts").then(({ workbookSheets }) =>
        workbookSheets(plain),
      );
      return sheets;
    },
  };
}

async function listingOf(file: File): Promise<ArchiveListing | null> {
  if ((await detectArchive(file)) === null) return null;
  const listing = await listMembers(file);
  return listing.archive === "zip" && isDocumentPackage(listing.members) ? null : listing;
}

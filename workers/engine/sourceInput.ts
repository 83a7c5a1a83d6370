import type { SourceRequest } from "../../lib/engine/protocol.ts";
import { dataMembers, isDocumentPackage } from "../../lib/ingest/archive/dataMembers.ts";
import type { ArchiveListing, Member } from "../../lib/ingest/archive/member.ts";
import { memberOpener } from "../../lib/ingest/archive/memberOpener.ts";
import { globMatcher } from "../../lib/ingest/many/globMatcher.ts";
import { type FileGroup, groupFiles } from "../../lib/ingest/many/groupFiles.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import type { ListedArchive, SharedArchives } from "./sharedArchives.ts";
import { textOption } from "./sourceOptions.ts";

/** A file of a relation, opened when its turn comes: members of archives are unpacked only then. */
export interface InputPart {
  path: string;
  bytes: number;
  /** The file, where it need not be unpacked. */
  file: File | null;
  open(): Promise<File>;
}

/** The files that a request comes to. */
export interface SourceInput {
  parts: InputPart[];
  /** Where they come from, for the receipt's format: "zip", "tar". */
  archive: string | null;
  notes: string[];
  close(): Promise<void>;
}

const namesShown = 4;

/** Finds out which files a request means: its own, its parts, or those in its archive. */
export async function sourceInput(request: SourceRequest, archives: SharedArchives): Promise<SourceInput> {
  const { file, parts } = request;
  if (parts) {
    if (parts.length === 0) throw new IngestError("There are no files to make a relation of.");
    return plain(
      parts.map((part) => ({
        path: part.path,
        bytes: part.file.size,
        file: part.file,
        open: async () => part.file,
      })),
    );
  }
  const single = () => plain([{ path: file.name, bytes: file.size, file, open: async () => file }]);
  const archive = await archives.open(file);
  if (archive === null) return single();
  if (archive.listing.archive === "zip" && isDocumentPackage(archive.listing.members)) return single();
  return archiveInput(request, archive);
}

function plain(parts: InputPart[]): SourceInput {
  return { parts, archive: null, notes: [], close: async () => undefined };
}

function archiveInput(request: SourceRequest, { file, listing }: ListedArchive): SourceInput {
  const { wanted, leftOut } = chosen(listing, textOption(request, "members"));
  const unreadable = wanted.filter(({ problem }) => problem !== null);
  const notes = [
    ...(listing.problem === null ? [] : [listing.problem]),
    ...unreadable.map(({ name, problem }) => `${name} is not loaded: ${problem}`),
    ...(leftOut.length === 0 ? [] : [`not tables, and left out: ${shown(leftOut.map(({ name }) => name))}`]),
  ];
  const readable = wanted.filter(({ problem }) => problem === null);
  if (readable.length === 0) {
    throw new IngestError(`Nothing in ${request.file.name} can be loaded. ${notes.join(" ")}`.trim());
  }
  const opener = memberOpener(file, listing);
  const parts = readable.map((member) => ({
    path: member.name,
    bytes: member.size,
    file: null,
    open: () => opener.open(member),
  }));
  return { parts, archive: listing.archive, notes, close: () => opener.close() };
}

/** The members to load: those that the pattern matches, or without one all tables if these look like one relation. */
function chosen(
  listing: ArchiveListing,
  pattern: string | undefined,
): { wanted: Member[]; leftOut: Member[] } {
  if (pattern !== undefined) {
    const matches = globMatcher(pattern);
    const wanted = listing.members.filter(({ kind, name }) => kind === "file" && matches(name));
    if (wanted.length > 0) return { wanted, leftOut: [] };
    throw new IngestError(
      `No file in the archive matches ${pattern}. It holds ${shown(listing.members.map(({ name }) => name))}.`,
    );
  }
  const { data, beside } = dataMembers(listing.members);
  const groups = tablesIn(listing);
  if (groups.length <= 1) return { wanted: data, leftOut: beside };
  throw new IngestError(
    `The archive holds ${groups.length} tables: ${shown(groups.map((group) => group.pattern))}. ` +
      "Name the files that you want by the option members, or unpack it and add them.",
  );
}

/** The tables in an archive: its files of one kind are one. */
export function tablesIn(listing: ArchiveListing): FileGroup[] {
  return groupFiles(dataMembers(listing.members).data.map(({ name }) => ({ path: name, columns: null })));
}

function shown(names: readonly string[]): string {
  const more = names.length - namesShown;
  return names.slice(0, namesShown).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

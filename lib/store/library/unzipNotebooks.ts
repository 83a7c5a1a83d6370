import { notebookFormatOf } from "../../formats/notebookFormat.ts";
import { listZip } from "../../ingest/archive/listZip.ts";
import type { Member } from "../../ingest/archive/member.ts";
import { memberFile } from "../../ingest/archive/memberFile.ts";
import { IngestError } from "../../ingest/types.ts";
import { pathBeside } from "./zipPaths.ts";

/** A notebook of an archive, with the file of its assets, or why it could not be read. */
export type FoundNotebook =
  | { path: string; file: File; beside: File | null }
  | { path: string; problem: string };

/** Formats of which an archive's files are surely notebooks: a script or a page may be anything. */
const taken = new Set(["nb.md", "ipynb", "qmd", "kit.html"]);
const mostBytes = 64 << 20;

/**
 * The notebooks of a zip archive, one by one; what else is in it is left alone. Rejects with an IngestError where it is no
 * archive; a member that cannot be read is told and the rest goes on.
 */
export async function* unzipNotebooks(file: File): AsyncGenerator<FoundNotebook> {
  const listing = await listZip(file);
  const members = new Map(listing.members.map((member) => [member.name, member]));
  for (const member of listing.members) {
    if (member.kind !== "file" || !taken.has(notebookFormatOf(member.name) ?? "")) continue;
    const path = member.name;
    try {
      const beside = members.get(pathBeside(path));
      yield { path, file: await opened(file, member), beside: beside ? await opened(file, beside) : null };
    } catch (thrown) {
      if (!(thrown instanceof IngestError)) throw thrown;
      yield { path, problem: thrown.message };
    }
  }
  if (listing.problem !== null) yield { path: file.name, problem: listing.problem };
}

async function opened(file: File, member: Member): Promise<File> {
  if (member.problem !== null) throw new IngestError(member.problem);
  if (member.size > mostBytes) throw new IngestError("It is larger than 64 MB, which no notebook is.");
  return memberFile(file, member, { memoryBytes: mostBytes });
}

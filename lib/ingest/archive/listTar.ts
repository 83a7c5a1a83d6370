import type { Codec } from "../compression/detectCodec.ts";
import type { OpenOptions } from "../compression/openStream.ts";
import { IngestError } from "../types.ts";
import type { ArchiveListing, Member } from "./member.ts";
import { tarSource } from "./tarSource.ts";
import { walkTar } from "./walkTar.ts";

/** Lists a tar archive; where it is cut short or damaged, what was found before and what is wrong. */
export async function listTar(file: Blob, codec: Codec, options: OpenOptions = {}): Promise<ArchiveListing> {
  const members: Member[] = [];
  const source = tarSource(file, codec, options);
  let problem: string | null = null;
  try {
    for await (const { member } of walkTar(source, codec)) members.push(member);
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    problem = thrown.message;
    const last = members.at(-1);
    // Whether its content was all there only the step after it would have told.
    if (last && last.place.archive === "tar" && source.at < last.place.at + last.size) {
      last.problem ??= "the archive ends early or is damaged inside it; get the archive again";
    }
  } finally {
    await source.close();
  }
  return { archive: "tar", codec, members, problem };
}

import type { Codec } from "../compression/detectCodec.ts";

/** One entry of an archive. Sizes are bytes. */
export interface Member {
  /** Where it stands in the archive, with "/" between folders; never absolute, never with "..". */
  name: string;
  kind: MemberKind;
  /** The size of its content, as the archive states it. */
  size: number;
  packedBytes: number;
  /** How it is stored: "stored", "deflate", the archive's own compression, or the name of one that is not read. */
  codec: string;
  /** Why its content cannot be read, where that is already clear; what to try included. */
  problem: string | null;
  place: MemberPlace;
}

/** "litter" is what systems put beside people's files, such as `__MACOSX/` and `.DS_Store`. */
export type MemberKind = "file" | "folder" | "link" | "litter" | "other";

export type MemberPlace =
  | { archive: "zip"; headerAt: number; method: number; crc: number }
  /** `at` counts bytes of the archive's content, which is compressed as a whole by `codec`. */
  | { archive: "tar"; codec: Codec; at: number };

/** What an archive holds. `problem` says what could not be listed and why: members found before it are whole. */
export interface ArchiveListing {
  archive: "zip" | "tar";
  codec: Codec;
  members: Member[];
  problem: string | null;
}

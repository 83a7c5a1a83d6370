import { eachFile } from "../archive/eachFile.ts";
import type { MemberFileOptions } from "../archive/memberFile.ts";

/** What an archive unpacks to: text by name, and problems by name ("" for the archive's own); for tests only. */
export async function unpack(bytes: Uint8Array, options: MemberFileOptions = {}) {
  const files = new Map<string, string>();
  const problems = new Map<string, string>();
  for await (const { member, file, problem } of eachFile(new Blob([new Uint8Array(bytes)]), options)) {
    if (file) files.set(member.name, await file.text());
    else problems.set(member?.name ?? "", problem);
  }
  return { files: Object.fromEntries(files), problems: Object.fromEntries(problems) };
}

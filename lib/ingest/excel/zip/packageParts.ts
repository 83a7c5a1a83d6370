import { IngestError } from "../../types.ts";
import { eachElement } from "../xml/eachElement.ts";
import { textChunks } from "../xml/textChunks.ts";
import type { ZipMember } from "./zipDirectory.ts";
import { type MemberWatch, memberChunks } from "./zipMember.ts";

/** One pointer from a part of a package to another. */
export interface Relationship {
  id: string;
  /** The last word of its type: "worksheet", "styles"; the same in the strict and the usual form of the standard. */
  type: string;
  /** The name of the part it points at, from the package's root; outside ones are left out. */
  target: string;
}

/** The parts of an Office package (xlsx, xlsb). */
export class PackageParts {
  private readonly byLowerName = new Map<string, ZipMember>();

  constructor(
    readonly file: Blob,
    readonly members: Map<string, ZipMember>,
  ) {
    for (const [name, member] of members) {
      const lower = name.toLowerCase();
      if (!this.byLowerName.has(lower)) this.byLowerName.set(lower, member);
    }
  }

  /** A part by its name, whose case does not count; null where there is none. */
  find(name: string): ZipMember | null {
    return this.members.get(name) ?? this.byLowerName.get(name.toLowerCase()) ?? null;
  }

  bytes(name: string, watch: MemberWatch = {}): AsyncGenerator<Uint8Array> {
    const member = this.find(name);
    if (!member) {
      throw new IngestError(
        `The workbook lacks its part "${name}", so it is damaged; open it in its program and save it anew.`,
      );
    }
    return memberChunks(this.file, member, watch);
  }

  texts(name: string, watch: MemberWatch = {}): AsyncGenerator<string> {
    return textChunks(this.bytes(name, watch), `"${name}"`);
  }

  /** Where a part points; [] where it points nowhere. "" is the package itself. */
  async relationships(part: string): Promise<Relationship[]> {
    const slash = part.lastIndexOf("/");
    const folder = part.slice(0, slash + 1);
    const name = `${folder}_rels/${part.slice(slash + 1)}.rels`;
    if (!this.find(name)) return [];
    const relationships: Relationship[] = [];
    await eachElement(this.texts(name), `"${name}"`, {
      open: (element, scanner) => {
        if (element !== "Relationship" || scanner.attribute("TargetMode") === "External") return;
        const type = scanner.attribute("Type") ?? "";
        relationships.push({
          id: scanner.attribute("Id") ?? "",
          type: type.slice(type.lastIndexOf("/") + 1),
          target: resolved(folder, scanner.attribute("Target") ?? ""),
        });
      },
    });
    return relationships;
  }
}

/** A target as seen from a folder; "/x" is from the root. */
function resolved(folder: string, target: string): string {
  const path = target.replaceAll("\\", "/").replace(/#.*$/, "");
  const steps: string[] = [];
  for (const step of (path.startsWith("/") ? path : folder + path).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

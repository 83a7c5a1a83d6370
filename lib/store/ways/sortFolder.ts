import type { Column, SourcePart } from "../../engine/protocol.ts";
import { firstLineColumns } from "../../ingest/many/firstLineColumns.ts";
import { groupFiles } from "../../ingest/many/groupFiles.ts";
import { hiveParts } from "../../ingest/many/hiveColumns.ts";
import { mayHoldSeveral } from "../../ingest/mayHoldSeveral.ts";
import type { EngineLife } from "../engineLife.ts";

const filesAtOnce = 64;

/** Files of a folder that are one relation, and the pattern of their paths. */
export interface FolderTable {
  name: string;
  pattern: string;
  parts: SourcePart[];
}

/** Files that belong together, and the rest; one that holds several tables itself is nobody's part. */
export async function sortFolder(
  engine: Pick<EngineLife, "inspect">,
  files: readonly SourcePart[],
): Promise<{ single: SourcePart[]; many: FolderTable[] }> {
  const holders = new Set<SourcePart>();
  const columns = new Map<SourcePart, Column[] | null>();
  for (let at = 0; at < files.length; at += filesAtOnce) {
    await Promise.all(
      files.slice(at, at + filesAtOnce).map(async (part) => {
        // A file that cannot be read says so when it is loaded.
        columns.set(part, await firstLineColumns(part.file).catch(() => null));
        if (!(await mayHoldSeveral(part.file).catch(() => false))) return;
        const held = await engine.inspect(part.file);
        if (held.ok && held.value.length > 1) holders.add(part);
      }),
    );
  }
  const byPath = new Map(files.map((part) => [part.path, part]));
  const rest = files.filter((part) => !holders.has(part));
  const groups = groupFiles(rest.map((part) => ({ path: part.path, columns: columns.get(part) ?? null })));
  const many = groups.flatMap(({ name, pattern, paths }): FolderTable[] => {
    const parts = paths.flatMap((path) => byPath.get(path) ?? []);
    // One alone in a `key=value` folder is read as many are, so that it gets its column.
    const isMany = parts.length > 1 || parts.some(({ path }) => hiveParts(path).length > 0);
    return isMany ? [{ name, pattern: pattern.replace(/([^/=]+=)[^/*]*(?=\/)/g, "$1*"), parts }] : [];
  });
  const together = new Set(many.flatMap(({ parts }) => parts));
  return { single: files.filter((part) => !together.has(part)), many };
}

import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { WrittenFile } from "../../lib/batch/batchEvents.ts";
import type { EngineApi, Outcome } from "../../lib/engine/protocol.ts";
import { fileStem } from "../../lib/writeOut/outPaths.ts";
import type { OutAbout, WriteOutPlan, WriteOutTarget } from "../../lib/writeOut/plan.ts";
import type { WriteCell } from "../../lib/writeOut/writtenOut.ts";
import { diskFolder } from "./diskFolder.ts";
import { sha256Of } from "./writeOutputs.ts";

/**
 * What export cells write in a run. Their texts say which files there are and of what kind; where these go is said by
 * `--out`, whatever place of the page's the cell names.
 */
export class BatchExports {
  /** All files so far, as paths below the folder for outputs. */
  readonly files: WrittenFile[] = [];
  private cells = 0;

  constructor(
    private readonly engine: EngineApi,
    /** Where files are made before they get their names. */
    private readonly staging: string,
    private readonly about: () => Promise<OutAbout>,
  ) {}

  readonly write: WriteCell = async ({ cell, recipe, relations, runId }, onFraction) => {
    const name = recipe.name ?? relations[0] ?? cell.name;
    // Apart from all others, so that two cells that write the same file are noticed.
    const own = join(this.staging, `.export-${++this.cells}`);
    await mkdir(own, { recursive: true });
    const kind = recipe.to.kind === "s3" ? "folder" : recipe.to.kind;
    const ending = kind === "zip" ? "zip" : recipe.format;
    const single = `${fileStem(name)}.${ending}`;
    const target = await targetIn(own, kind, single);
    const { also: _also, to: _to, notify: _notify, ...rest } = recipe;
    // That of the run takes its place, but in an archive, which travels alone.
    const manifest = kind === "zip" ? recipe.manifest : true;
    const plan: WriteOutPlan = { ...rest, name, relations, manifest, about: await this.about() };
    const told = ({ done, total }: { done: number; total: number }) =>
      onFraction(total > 0 ? Math.min(1, done / total) : null);
    const answer = await this.engine.writeOut(plan, target, told, runId);
    if (!answer.ok) return answer;
    const { rows, bytes, notes } = answer.value;
    const files = kind === "folder" ? answer.value.files : [await whole(own, single, answer.value.files)];
    const twice = files.find(({ file }) => this.has(file));
    if (twice) return isThere(twice.file);
    for (const { file } of files) {
      await mkdir(dirname(join(this.staging, file)), { recursive: true });
      await rename(join(own, file), join(this.staging, file));
    }
    this.files.push(...files);
    const written = files.map(({ file: path, sha256, rows: n, bytes: size }) => ({
      path,
      rows: n,
      bytes: size,
      sha256,
    }));
    return {
      ok: true,
      value: { where: "--out", files: written, rows, bytes, notes, isReadBack: true, marker: null },
    };
  };

  /** Whether a path is taken; many disks tell no capitals apart. */
  has(path: string): boolean {
    return this.files.some(({ file }) => file.toLowerCase() === path.toLowerCase());
  }
}

async function targetIn(
  folder: string,
  kind: "file" | "folder" | "zip",
  name: string,
): Promise<WriteOutTarget> {
  const root = diskFolder(folder);
  if (kind === "folder") return { kind, handle: root };
  const handle = await root.getFileHandle(name, { create: true });
  return { kind, target: { kind: "handle", handle } };
}

/** The one file that several were put into, or that is it. */
async function whole(folder: string, name: string, inside: readonly WrittenFile[]): Promise<WrittenFile> {
  const [first] = inside;
  if (inside.length === 1 && first && !name.endsWith(".zip")) return { ...first, file: name };
  const path = join(folder, name);
  const { size } = await (await diskFolder(folder).getFileHandle(name)).getFile();
  return {
    relation: [...new Set(inside.map(({ relation }) => relation))].join(", "),
    file: name,
    rows: inside.reduce((sum, { rows }) => sum + rows, 0),
    bytes: size,
    sha256: await sha256Of(path),
    columns: [],
    notes: [...new Set(inside.flatMap(({ notes }) => notes))],
  };
}

function isThere(file: string): Outcome<never> {
  const message = `${file} is written by another export cell too.`;
  return { ok: false, error: { code: "file", message, hint: "Give one of them another name: name: OTHER." } };
}

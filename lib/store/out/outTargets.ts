import type { ExportTarget, Outcome } from "../../engine/protocol.ts";
import type { Cell, CellId } from "../../notebook/document.ts";
import { notification } from "../../notify/notification.ts";
import { s3Address } from "../../s3/s3Address.ts";
import { sha256Hex } from "../../share/capsuleFormat.ts";
import { manifestText } from "../../writeOut/manifestText.ts";
import type {
  OutAbout,
  OutManifest,
  OutProgress,
  WriteOutPlan,
  WriteOutResult,
  WriteOutTarget,
} from "../../writeOut/plan.ts";
import { type ExportRecipe, readExport } from "../../writeOut/readExport.ts";
import type { WriteCell } from "../../writeOut/writtenOut.ts";
import type { AppStore } from "../appStore.ts";
import type { Platform } from "../platform.ts";

export interface OutDeps {
  platform: Pick<Platform, "pickSaveTarget" | "outFolders" | "download">;
  store: AppStore;
  /** The connection by which this notebook may write at an address, of the name that it wants, or why there is none. */
  connectionOf(address: string, wanted: string | null): Promise<Outcome<string>>;
  send(
    plan: WriteOutPlan,
    target: WriteOutTarget,
    onProgress: (progress: OutProgress) => void,
    runId: number,
  ): Promise<Outcome<WriteOutResult>>;
  about(): Promise<OutAbout>;
  /** Writes a small JSON text at a key of a connection's bucket, over what is there. */
  put(connection: string, key: string, text: string): Promise<Outcome<unknown>>;
}

/** A place of the device that the user picked for a cell; `asked` is what it was picked for. */
interface Chosen {
  asked: string;
  place: FileSystemFileHandle | FileSystemDirectoryHandle;
}

/** Where export cells write. A place of the device is asked for once, and stands until the page goes. */
export class OutTargets {
  private readonly chosen = new Map<CellId, Chosen>();

  constructor(private readonly deps: OutDeps) {}

  /** Asks for what is not known yet. Has to be called right after a click; false where the user closed a dialog. */
  async ask(cells: readonly Cell[]): Promise<boolean> {
    for (const cell of cells) if (!(await this.askFor(cell))) return false;
    return true;
  }

  /** Asks where a cell writes, whatever was chosen before. */
  async choose(cell: Cell): Promise<void> {
    const before = this.chosen.get(cell.id);
    this.chosen.delete(cell.id);
    if (!(await this.askFor(cell)) && before) this.chosen.set(cell.id, before);
  }

  private async askFor(cell: Cell): Promise<boolean> {
    const read = readExport(cell.source);
    // The run says what is wrong with the text.
    if (!read.ok || read.value.to.kind === "s3") return true;
    const asked = askedFor(cell, read.value);
    if (this.chosen.get(cell.id)?.asked === asked) return true;
    this.chosen.delete(cell.id);
    const { platform, store } = this.deps;
    const place =
      read.value.to.kind === "folder" ? await this.pickFolder() : await platform.pickSaveTarget(asked);
    if (place === "cancelled") return false;
    if (place) this.chosen.set(cell.id, { asked, place });
    store.setState(({ outPlaces }) => ({ outPlaces: { ...outPlaces, [cell.id]: place?.name ?? "" } }));
    return true;
  }

  private async pickFolder(): Promise<FileSystemDirectoryHandle | null | "cancelled"> {
    const folders = await this.deps.platform.outFolders();
    return folders.hasFolders ? ((await folders.pick()) ?? "cancelled") : null;
  }

  /** Writes what a cell says to the place that was chosen for it. */
  readonly write: WriteCell = async ({ cell, recipe, relations, runId }, onFraction) => {
    const found = await this.targetOf(cell, recipe);
    if (!found.ok) return found;
    const { target, where } = found.value;
    const { also: _also, to: _to, notify, ...rest } = recipe;
    const name = nameOf(cell, recipe);
    const plan: WriteOutPlan = { ...rest, name, relations, about: await this.deps.about() };
    const tell = ({ phase, done, total }: OutProgress) =>
      onFraction(phase === "writing" && total > 0 ? Math.min(1, done / total) : null);
    const answer = await this.deps.send(plan, target, tell, runId);
    if (!answer.ok) return answer;
    const { files, rows, bytes, notes, file, manifest } = answer.value;
    if (file) this.deps.platform.download(file, fileNameOf(name, recipe));
    const written = files.map(({ file: path, sha256, ...counts }) => ({
      path,
      rows: counts.rows,
      bytes: counts.bytes,
      sha256: sha256 || null,
    }));
    const marked = notify ? await this.mark(notify, answer.value, where) : null;
    // What was written stays: it is whole, and only nobody was told.
    const untold =
      marked && !marked.ok ? [`It was written, and nobody was told. ${marked.error.message}`] : [];
    const value = {
      where,
      files: written,
      rows,
      bytes,
      notes: [...notes, ...untold],
      isReadBack: manifest !== null,
      marker: marked?.ok ? marked.value : null,
    };
    return { ok: true, value };
  };

  private async mark(
    { bucket, key }: NonNullable<ExportRecipe["notify"]>,
    { files, manifest }: WriteOutResult,
    where: string,
  ): Promise<Outcome<string>> {
    const address = s3Address(bucket, key);
    const found = await this.deps.connectionOf(address, null);
    if (!found.ok) return found;
    const { eider, notebook } = await this.deps.about();
    const made = manifest?.made ?? new Date().toISOString();
    const place = where.startsWith("s3://") ? where : null;
    const text = notification(
      { eider, made, notebook, files },
      place,
      manifest ? await hashOf(manifest) : "",
    );
    const told = await this.deps.put(found.value, key, text);
    return told.ok ? { ok: true, value: address } : told;
  }

  private async targetOf(
    cell: Cell,
    recipe: ExportRecipe,
  ): Promise<Outcome<{ target: WriteOutTarget; where: string }>> {
    const { to } = recipe;
    if (to.kind === "s3") {
      const address = s3Address(to.bucket, to.prefix);
      const found = await this.deps.connectionOf(address, to.connection);
      if (!found.ok) return found;
      const connection = found.value;
      return { ok: true, value: { target: { ...to, connection }, where: address } };
    }
    const chosen = this.chosen.get(cell.id);
    const place = chosen?.asked === askedFor(cell, recipe) ? chosen.place : null;
    if (to.kind === "folder") {
      if (place?.kind !== "directory")
        return failed(
          "No folder was chosen to write into.",
          "Run the cell to be asked for one. A browser that cannot write into folders can write to: zip.",
        );
      const target = { kind: to.kind, handle: place, overwrite: to.overwrite };
      return { ok: true, value: { target, where: place.name } };
    }
    const target: ExportTarget =
      place?.kind === "file"
        ? { kind: "handle", handle: place }
        : { kind: "opfs", fileName: crypto.randomUUID() };
    return { ok: true, value: { target: { kind: to.kind, target }, where: place?.name ?? "the downloads" } };
  }
}

/** Of manifest.json as it was written beside the files. */
function hashOf(manifest: OutManifest): Promise<string> {
  return sha256Hex(new TextEncoder().encode(manifestText(manifest)));
}

function nameOf(cell: Cell, { name }: ExportRecipe): string {
  return name ?? (cell.options.from || cell.name);
}

function fileNameOf(name: string, { to, format }: ExportRecipe): string {
  return `${name}.${to.kind === "zip" ? "zip" : format}`;
}

/** What a place is asked for: once that changes, another is asked for. */
function askedFor(cell: Cell, recipe: ExportRecipe): string {
  return recipe.to.kind === "folder" ? "folder/" : fileNameOf(nameOf(cell, recipe), recipe);
}

function failed(message: string, hint: string): Outcome<never> {
  return { ok: false, error: { code: "sql", message, hint } };
}

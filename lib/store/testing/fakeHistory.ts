import type { HistoryStorage } from "../../history/historyStorage.ts";
import type { KeptCell } from "../../history/keptCell.ts";
import type { RanText } from "../../history/ranTexts.ts";
import type { VersionEntry } from "../../history/versionEntry.ts";

/** What a device keeps beside the notebooks' texts, in memory. */
export class FakeHistory implements HistoryStorage {
  /** By the notebook's id, then by the cell's name in lower case. */
  readonly kept = new Map<string, Map<string, KeptCell>>();
  readonly texts = new Map<string, string>();
  readonly ran = new Map<string, Map<string, RanText>>();
  entries: VersionEntry[] = [];
  /** Every write of results, as the names that it wrote. */
  readonly writes: string[][] = [];
  readonly forgotten: string[] = [];
  /** Why the device keeps nothing; null where it does. */
  refusal: Error | null = null;
  private nextId = 1;

  private refuse(): void {
    if (this.refusal) throw this.refusal;
  }

  readonly results: HistoryStorage["results"] = async (id) => [...(this.kept.get(id)?.values() ?? [])];

  readonly keepResults: HistoryStorage["keepResults"] = async (id, { put, gone }) => {
    this.refuse();
    const cells = this.kept.get(id) ?? new Map<string, KeptCell>();
    this.kept.set(id, cells);
    for (const name of gone) cells.delete(name.toLowerCase());
    for (const cell of put) cells.set(cell.name.toLowerCase(), structuredClone(cell));
    this.writes.push(put.map(({ name }) => name));
  };

  readonly versions: HistoryStorage["versions"] = async (id) =>
    this.entries.filter(({ notebookId }) => notebookId === id).reverse();

  readonly versionText: HistoryStorage["versionText"] = async (id, hash) =>
    this.texts.get(`${id} ${hash}`) ?? null;

  readonly keepVersion: HistoryStorage["keepVersion"] = async (version, text) => {
    this.refuse();
    this.entries.push({ ...version, id: this.nextId++ });
    this.texts.set(`${version.notebookId} ${version.hash}`, text);
  };

  readonly dropVersions: HistoryStorage["dropVersions"] = async (id, ids, hashes) => {
    this.entries = this.entries.filter((entry) => !ids.includes(entry.id));
    for (const hash of hashes) this.texts.delete(`${id} ${hash}`);
  };

  readonly runs: HistoryStorage["runs"] = async (id) => [...(this.ran.get(id)?.values() ?? [])];

  readonly keepRuns: HistoryStorage["keepRuns"] = async (id, put, gone) => {
    this.refuse();
    const runs = this.ran.get(id) ?? new Map<string, RanText>();
    this.ran.set(id, runs);
    for (const ran of put) runs.set(ran.key, structuredClone(ran));
    for (const key of gone) runs.delete(key);
  };

  readonly forget: HistoryStorage["forget"] = async (id) => {
    this.forgotten.push(id);
    this.kept.delete(id);
    this.ran.delete(id);
    this.entries = this.entries.filter(({ notebookId }) => notebookId !== id);
  };

  readonly whenIdle = async () => undefined;
}

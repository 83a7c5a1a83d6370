import { answerOfTheDead } from "../../engine/answerOfTheDead.ts";
import type { EngineApi, EngineError, EngineInfo } from "../../engine/protocol.ts";
import { conversions } from "../../formats/convert/conversions.ts";
import type { EngineConnection, Platform, StoredNotebook } from "../platform.ts";
import { FakeDisk, FakeServedFolder } from "./fakeDisk.ts";
import { FakeHistory } from "./fakeHistory.ts";
import { FakeLibraryStorage } from "./fakeLibraryStorage.ts";
import { FakePackageHost } from "./fakePackageHost.ts";
import { FakeRemoteFiles } from "./fakeRemoteFiles.ts";
import { FakeS3 } from "./fakeS3.ts";
import { FakeSandbox } from "./fakeSandbox.ts";
import { FakeSourceFiles } from "./fakeSourceFiles.ts";
import { FakeTabs } from "./fakeTabs.ts";
import { StageEngine } from "./stageEngine.ts";

const died: EngineError = { code: "crashed", message: "The engine stopped while it was working." };

/** A browser for tests: everything in memory, every wish recorded. The platform's methods work apart from it. */
export class FakePlatform implements Platform {
  readonly baseUrl = "https://app.example/";
  readonly version = "1.2.3";
  /** Every engine there was; the last one is in use. */
  readonly engines: StageEngine[] = [];
  /** What every engine says of its start beside the usual. */
  engineStartsWith: Partial<EngineInfo> = {};
  readonly sandbox = new FakeSandbox();
  /** When set, the sandbox is there once this settles. */
  sandboxReady: Promise<void> = Promise.resolve();
  readonly kept: Map<string, StoredNotebook>;
  /** What the tabs of this device say to each other. */
  readonly tabs: FakeTabs;
  readonly fakeDisk: FakeDisk;
  readonly fakeLibrary: FakeLibraryStorage;
  readonly fakeHistory: FakeHistory;
  readonly saves: StoredNotebook[] = [];
  /** Why the device keeps nothing; null where it does. */
  refusal: Error | null = null;
  /** Until it settles, nothing is saved. */
  saving: Promise<void> = Promise.resolve();
  readonly sourceFiles = new FakeSourceFiles();
  readonly samples = new Map<string, File>();
  welcome = "# Welcome\n\n```sql name=hello\nselect 42 as answer\n```\n";
  picked: File[] = [];
  saveTarget: FileSystemFileHandle | null | "cancelled" = null;
  readonly downloads: { file: Blob; name: string }[] = [];
  address = "";
  private readonly leaving: ((mayGo: boolean) => void)[] = [];
  private readonly returning: (() => void)[] = [];
  private readonly kills: (() => void)[] = [];

  /** A browser, or another tab of the one given: what the device keeps is the same for both, as far as it is given. */
  constructor(sameDevice?: Partial<FakePlatform>) {
    this.kept = sameDevice?.kept ?? new Map();
    this.tabs = sameDevice?.tabs ?? new FakeTabs();
    this.fakeHistory = sameDevice?.fakeHistory ?? new FakeHistory();
    this.fakeDisk = sameDevice?.fakeDisk ?? new FakeDisk();
    this.fakeLibrary = sameDevice?.fakeLibrary ?? new FakeLibraryStorage(this.kept);
  }

  get engine(): StageEngine {
    const engine = this.engines.at(-1);
    if (!engine) throw new Error("No engine was asked for.");
    return engine;
  }

  /** Ends the engine in use as a crash does. */
  crash(): void {
    this.kills.at(-1)?.();
  }

  /** The tab is hidden or closed. */
  leave(): void {
    for (const call of this.leaving) call(true);
  }

  /** The tab is looked at again. */
  comeBack(): void {
    for (const call of this.returning) call();
  }

  readonly storage: Platform["storage"] = {
    load: async (id) => this.kept.get(id) ?? null,
    latest: async () => [...this.kept.values()].sort((a, b) => b.updatedAt - a.updatedAt)[0] ?? null,
    copiesOf: async (text) =>
      [...this.kept.values()]
        .filter((kept) => kept.from && kept.text === text)
        .sort((a, b) => b.updatedAt - a.updatedAt),
    save: async (notebook, over) => {
      await this.saving;
      if (this.refusal) throw this.refusal;
      const kept = this.kept.get(notebook.id);
      if (over !== undefined && kept && kept.updatedAt !== over) return false;
      this.saves.push(notebook);
      this.kept.set(notebook.id, notebook);
      return true;
    },
  };

  readonly history = async () => this.fakeHistory;
  readonly library = async () => this.fakeLibrary;
  readonly disk = async () => this.fakeDisk;
  readonly served = async () => this.fakeDisk.folder ?? new FakeServedFolder(this.fakeDisk, "key");
  readonly keptAssets = new Map<string, string>();
  /** The picture of every chart that is drawn. */
  picture: string | null = null;
  readonly formatTools: Platform["formatTools"] = async () => ({
    conversions,
    loadAssets: async (id) => this.keptAssets.get(id) ?? null,
    saveAssets: async (id, text) => {
      this.keptAssets.set(id, text);
      if (this.refusal) throw this.refusal;
    },
    drawPicture: async () => this.picture,
  });

  readonly connectEngine = (): EngineConnection => {
    const engine = new StageEngine(this.engineStartsWith);
    this.engines.push(engine);
    const connection = mortal(engine);
    this.kills.push(connection.kill);
    return connection;
  };

  readonly createSandbox = async () => {
    await this.sandboxReady;
    return this.sandbox;
  };

  readonly pickFiles = async () => this.picked;
  readonly pickSaveTarget = async () => this.saveTarget;
  /** The folder that is picked for an export; null where the browser has no dialog for them. */
  outFolder: FileSystemDirectoryHandle | null = null;
  readonly outFolders = async () => ({
    hasFolders: this.outFolder !== null,
    pick: async () => this.outFolder,
  });
  readonly download = (file: Blob, name: string) => {
    this.downloads.push({ file, name });
  };
  readonly remoteFiles = new FakeRemoteFiles();
  readonly remote = async () => this.remoteFiles;
  readonly packageHost = new FakePackageHost();
  readonly packages = async () => this.packageHost;
  readonly fakeS3 = new FakeS3();
  readonly s3 = async () => this.fakeS3;
  readonly fetchSample = async (name: string) => {
    const file = this.samples.get(name);
    if (!file) throw new Error(`There is no sample named "${name}".`);
    return file;
  };
  readonly fetchText = async () => this.welcome;
  /** Until it settles, nobody is told who writes a notebook. */
  joining: Promise<void> = Promise.resolve();
  readonly joinTabs: Platform["joinTabs"] = (id, listener) => {
    const link = this.tabs.join(id, listener, this);
    return { ...link, joined: this.joining.then(() => link.joined) };
  };
  readonly tellTabs: Platform["tellTabs"] = (id, message) => this.tabs.tell(id, message, this);
  /** Notebooks that other tabs write. */
  readonly heldElsewhere = new Set<string>();
  readonly isHeld = async (id: string) => this.heldElsewhere.has(id) || this.tabs.isHeld(id);
  /** Whether the host sends its headers; null where it does not answer. */
  walls: boolean | null = true;
  readonly wallsStand = async () => {
    if (this.walls === null) throw new TypeError("Failed to fetch");
    return this.walls;
  };
  readonly showAddress = (notebookId: string) => {
    this.address = notebookId;
  };
  readonly appUrl = () => this.baseUrl;
  readonly copyText = async () => undefined;
  readonly onReturning = (call: () => void) => {
    this.returning.push(call);
  };
  readonly onLeaving = (call: (mayGo: boolean) => void) => {
    this.leaving.push(call);
  };
}

/** An engine that can be killed: every call that waits then, and every later one, answers as the dead do. */
function mortal(engine: EngineApi): EngineConnection {
  let isDead = false;
  let report: (error: EngineError) => void = () => undefined;
  const death = new Promise<EngineError>((resolve) => {
    report = resolve;
  });
  const api = new Proxy(engine, {
    get: (target, method: keyof EngineApi) => {
      const call: unknown = target[method];
      if (typeof call !== "function") return call;
      return (...args: unknown[]) => {
        const answer = death.then((error) => answerOfTheDead(method, args, error));
        return isDead ? answer : Promise.race([Reflect.apply(call, target, args), answer]);
      };
    },
  });
  return {
    api,
    died: death,
    kill() {
      isDead = true;
      report(died);
    },
  };
}

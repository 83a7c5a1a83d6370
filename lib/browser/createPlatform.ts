import type { HistoryStorage } from "../history/historyStorage.ts";
import type { PackageHost } from "../packages/packageHost.ts";
import type { RemoteFiles } from "../remote/remoteFiles.ts";
import type { S3 } from "../s3/s3.ts";
import type { Platform } from "../store/platform.ts";
import { connectEngine } from "./connectEngine.ts";
import { appBaseUrl } from "./engineWorker.ts";
import { pickFiles, pickSaveTarget, startDownload } from "./files.ts";
import { lazySourceFiles } from "./lazySourceFiles.ts";
import { createNotebookStorage } from "./notebookStorage.ts";
import { isHeld, joinTabs, tellTabs } from "./notebookTabs.ts";

/** This browser, as the application needs it. */
export function createPlatform(version: string): Platform {
  let remote: Promise<RemoteFiles> | null = null;
  let packages: Promise<PackageHost> | null = null;
  let s3: Promise<S3> | null = null;
  let kept: Promise<HistoryStorage> | null = null;
  const baseUrl = appBaseUrl();
  const at = (path: string) => new URL(path, baseUrl).href;
  return {
    baseUrl,
    version,
    connectEngine,
    createSandbox: async () => (await import("./sandboxFrame.ts")).createSandbox(at("sandbox/")),
    storage: createNotebookStorage(),
    history() {
      kept ??= import("./historyStorage.ts").then((module) => module.createHistoryStorage());
      return kept;
    },
    disk: async () => (await import("./deviceShelf.ts")).createDiskFiles(baseUrl),
    served: async () => (await import("./deviceShelf.ts")).createServedFolder(baseUrl),
    library: async () => (await import("./deviceShelf.ts")).createLibraryStorage(),
    formatTools: async () => (await import("./formatTools.ts")).createFormatTools(at),
    sourceFiles: lazySourceFiles(),
    pickFiles,
    pickSaveTarget,
    outFolders: async () => (await import("./outFolders.ts")).createOutFolders(),
    download: startDownload,
    remote() {
      remote ??= import("./remoteFiles.ts").then(({ createRemoteFiles }) => createRemoteFiles());
      return remote;
    },
    packages() {
      packages ??= import("./packageHost.ts").then(({ createPackageHost }) => createPackageHost());
      return packages;
    },
    s3() {
      s3 ??= import("./createS3.ts").then(({ createS3 }) => createS3());
      return s3;
    },
    async fetchSample(name) {
      const response = await fetch(at(`samples/${encodeURIComponent(name)}`));
      if (!response.ok) throw new Error(`There is no sample named "${name}".`);
      return new File([await response.blob()], name);
    },
    async fetchText(path) {
      const response = await fetch(at(path));
      if (!response.ok) throw new Error(`${path} could not be read (${response.status}).`);
      return response.text();
    },
    joinTabs,
    tellTabs,
    isHeld,
    wallsStand: async () => (await import("./probeWalls.ts")).probeWalls(baseUrl),
    showAddress(notebookId) {
      const url = new URL(location.href);
      url.hash = "";
      url.search = `?n=${notebookId}`;
      // replaceState: a link's fragment must not stay in history, where sync would keep the whole notebook.
      // The browser's own method: the one that Next puts in its place writes the address once more a moment later, and
      // would wipe out a link that was followed meanwhile.
      History.prototype.replaceState.call(history, null, "", url);
    },
    appUrl: () => baseUrl,
    copyText: (text) => navigator.clipboard.writeText(text),
    onLeaving(call) {
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") call(true);
      });
      addEventListener("pagehide", () => call(true));
      addEventListener("blur", () => call(false));
    },
    onReturning(call) {
      addEventListener("focus", call);
    },
  };
}

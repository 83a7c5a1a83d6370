import type { EngineError } from "../../engine/protocol.ts";
import { remoteFileName } from "../../remote/remoteFileName.ts";
import type { RemoteFiles } from "../../remote/remoteFiles.ts";

/** The world's files in memory, by address; every request is recorded. */
export class FakeRemoteFiles implements RemoteFiles {
  readonly files = new Map<string, string | Uint8Array<ArrayBuffer>>();
  readonly asked: string[] = [];
  /** What can stop each fetch of a single file. */
  readonly signals: AbortSignal[] = [];
  /** Answers come when this settles. */
  answering: Promise<void> = Promise.resolve();
  readonly hosts = new Map<string, readonly string[]>();

  readonly allowed = (notebookId: string) => this.hosts.get(notebookId) ?? [];
  readonly allow = (notebookId: string, origin: string) => {
    this.hosts.set(notebookId, [...this.allowed(notebookId), origin]);
  };

  readonly disallow = async (notebookId: string, origin: string) => {
    this.hosts.set(
      notebookId,
      this.allowed(notebookId).filter((other) => other !== origin),
    );
  };

  readonly fetch: RemoteFiles["fetch"] = async (notebookId, url) => {
    this.asked.push(url.href);
    await this.answering;
    const content = this.files.get(url.href);
    if (!this.allowed(notebookId).includes(url.origin)) return refused("That host was not allowed.");
    if (content === undefined) return refused("There is no such file.");
    return { ok: true, value: new File([content], remoteFileName(url)) };
  };

  readonly fetchOnce: RemoteFiles["fetchOnce"] = async (url, maxBytes, signal) => {
    this.asked.push(url.href);
    this.signals.push(signal);
    await this.answering;
    const content = this.files.get(url.href);
    if (content === undefined) return refused("There is no such file.");
    const file = new File([content], remoteFileName(url));
    return file.size > maxBytes ? refused("That is too large.") : { ok: true, value: file };
  };
}

function refused(message: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "file", message } };
}

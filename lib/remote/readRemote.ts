import type { EngineError, Outcome } from "../engine/protocol.ts";
import { explainStatus } from "./explainStatus.ts";
import { refusalHeader } from "./refusalHeader.ts";
import { remoteFileName } from "./remoteFileName.ts";
import { askFromBytes, mostBytes, type RemoteWatch } from "./remoteFiles.ts";

const stopped: EngineError = { code: "cancelled", message: "Stopped. Nothing was added." };

const tooLarge = (host: string, maxBytes: number): EngineError =>
  maxBytes === mostBytes
    ? {
        code: "file",
        message: `${host} sends more than ${mostBytes / 1e9} GB, which is too large to be fetched.`,
        hint: "Download the file and add it from disk: from there it is read in place.",
      }
    : {
        code: "file",
        message: `${host} sends more than ${maxBytes / 2 ** 20} MiB, which is too large for a notebook.`,
        hint: "Compare the address with where you found it.",
      };

/**
 * Fetches a file through `ask` (the service worker's path) into a File of the browser's own keeping, as it comes.
 * Answers why there is none: refused, unreachable, no such file, too large, broken off, stopped.
 */
export async function readRemote(
  ask: (signal: AbortSignal) => Promise<Response>,
  url: URL,
  watch: RemoteWatch,
  maxBytes = mostBytes,
): Promise<Outcome<File>> {
  const failed = (error: EngineError): Outcome<File> => ({ ok: false, error });
  // A wish to stop also ends the request where the answer is not wanted.
  const own = new AbortController();
  const signal = AbortSignal.any([watch.signal, own.signal]);
  let doneBytes = 0;
  try {
    const response = await ask(signal);
    if (response.headers.has(refusalHeader)) return failed(await refusalOf(response, url, maxBytes));
    if (!response.ok || response.status === 206 || response.body === null) {
      own.abort();
      return failed(explainStatus(response.status, url.host));
    }
    const announced = Number(response.headers.get("content-length") ?? "");
    const totalBytes = announced > 0 ? announced : null;
    if (totalBytes !== null && totalBytes > askFromBytes && !(await watch.confirm(totalBytes))) {
      own.abort();
      return failed(stopped);
    }
    watch.onProgress(0, totalBytes);
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        doneBytes += chunk.byteLength;
        if (doneBytes > maxBytes) controller.error(new RangeError());
        else controller.enqueue(chunk);
        // A packed answer is longer once it is unpacked than was announced.
        watch.onProgress(doneBytes, totalBytes !== null && doneBytes <= totalBytes ? totalBytes : null);
      },
    });
    // A blob grows in the browser's storage, not in this page's memory.
    const blob = await new Response(response.body.pipeThrough(counter)).blob();
    if (watch.signal.aborted) return failed(stopped);
    return { ok: true, value: new File([blob], remoteFileName(url)) };
  } catch (thrown) {
    own.abort();
    if (watch.signal.aborted) return failed(stopped);
    if (doneBytes > maxBytes) return failed(tooLarge(url.host, maxBytes));
    return failed(brokenOff(url.host, doneBytes, thrown));
  }
}

async function refusalOf(response: Response, url: URL, maxBytes: number): Promise<EngineError> {
  const body: unknown = await response.json();
  const { error, hint }: { error?: unknown; hint?: unknown } = typeof body === "object" && body ? body : {};
  if (response.status === 413) return tooLarge(url.host, maxBytes);
  const message = typeof error === "string" ? error : `${url.host} could not be read.`;
  const raw =
    url.host === "github.com" ? " For a file on GitHub, take the address behind its Raw button." : "";
  return { code: "file", message, ...(typeof hint === "string" ? { hint: hint + raw } : {}) };
}

function brokenOff(host: string, doneBytes: number, thrown: unknown): EngineError {
  const why = thrown instanceof Error && thrown.message !== "" ? ` (${thrown.message})` : "";
  const message =
    doneBytes > 0
      ? `${host} broke off after ${doneBytes.toLocaleString("en")} bytes${why}. Nothing was added.`
      : `${host} could not be reached${why}.`;
  return { code: "file", message, hint: "Look whether this device is online, and try again." };
}

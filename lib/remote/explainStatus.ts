import type { EngineError } from "../engine/protocol.ts";

const download = "Download the file in another tab and add it from disk.";

/** Why a host's answer is no file, by its HTTP status. */
export function explainStatus(status: number, host: string): EngineError {
  const said = (message: string, hint: string): EngineError => ({
    code: "file",
    message: `${message} (HTTP ${status}).`,
    hint,
  });
  if (status === 401 || status === 403)
    return said(
      `${host} does not give this file to everybody`,
      `Eider sends no password or key. ${download}`,
    );
  if (status === 404 || status === 410)
    return said(`${host} has no file at this address`, "Compare the address with where you found it.");
  if (status === 429) return said(`${host} takes no more requests for now`, "Try again in a few minutes.");
  if (status >= 500) return said(`${host} has trouble of its own`, "Try again later.");
  return said(`${host} did not send the file`, download);
}

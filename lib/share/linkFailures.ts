import type { EngineError } from "../engine/protocol.ts";

type Failed = { ok: false; error: EngineError };

/** Why a link opens nothing, and what to try. */
export function linkFailed(message: string, hint: string): Failed {
  return { ok: false, error: { code: "file", message, hint } };
}

/** A link, or what it leads to, that a later version of Eider made. */
export function newerLink(): Failed {
  return linkFailed("This link was made by a newer Eider.", "Open it with the newest version.");
}

/** A link that lost or changed characters on its way. */
export function damagedLink(): Failed {
  return linkFailed(
    "The link is damaged or was cut off.",
    "Copy the whole link again, or ask for the notebook as a file.",
  );
}

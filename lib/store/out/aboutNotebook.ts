import { fileBase } from "../../formats/fileBase.ts";
import { printNotebook } from "../../formats/printNotebook.ts";
import { sha256Hex } from "../../share/capsuleFormat.ts";
import type { OutAbout } from "../../writeOut/plan.ts";
import { toldLocation } from "../../writeOut/toldLocation.ts";
import { sharedParams, withoutSecrets } from "../sharing/sharedParams.ts";
import type { AppState } from "../state.ts";

/** What a manifest says of the notebook that files came from, and of its sources; `eider` is this version. */
export async function aboutNotebook(state: AppState, eider: string): Promise<OutAbout> {
  const { document, sources } = state;
  // A manifest goes wherever the files go: what looks like a secret does not.
  const params = Object.entries(withoutSecrets(sharedParams(state)));
  return {
    eider,
    notebook: {
      file: `${fileBase(document.title)}.nb.md`,
      sha256: await sha256Hex(new TextEncoder().encode(printNotebook(document))),
    },
    params: Object.fromEntries(
      params.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
    sources: sources.flatMap(({ relation, receipt }) => {
      const entry = document.sources[relation];
      if (!receipt) return [];
      const { location = "", fingerprint = null } = entry ?? {};
      return [{ relation, location: toldLocation(location), fingerprint, receipt }];
    }),
  };
}

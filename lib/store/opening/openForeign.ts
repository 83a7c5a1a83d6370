import type { EngineError } from "../../engine/protocol.ts";
import { checksumOf } from "../../share/capsuleFormat.ts";
import { isNotebookLink } from "../../share/isNotebookLink.ts";
import { damagedLink } from "../../share/linkFailures.ts";
import { unpackCapsule } from "../../share/packCapsule.ts";
import { parseLink } from "../../share/parseLink.ts";
import { asNotebook } from "../files/openNotebookFile.ts";
import { notify } from "../notices.ts";
import type { Address, AddressDeps } from "../openAddress.ts";
import { askFirst } from "./askFirst.ts";
import { fileNameOf } from "./fileNameOf.ts";
import { showCell } from "./showCell.ts";

/**
 * Opens the notebook that a link holds, or asks whether the one may be fetched that it leads to.
 * Answers false where there is neither, which was said.
 */
export async function openForeign(address: Address, deps: AddressDeps): Promise<boolean> {
  if (isNotebookLink(address.fragment)) return openLink(address.fragment, deps);
  return openSource(address, deps);
}

async function openLink(fragment: string, deps: AddressDeps): Promise<boolean> {
  const link = parseLink(fragment);
  if (!link.ok) return refuse(deps, link.error);
  if (link.value.form !== "inside") return askFirst(link.value, deps);
  const { packed, checksum } = link.value;
  const capsule = (await checksumOf(packed)) === checksum ? await unpackCapsule(packed) : damagedLink();
  if (!capsule.ok) return refuse(deps, capsule.error);
  const { text, snapshots, params } = capsule.value;
  await deps.receive(text, { kind: "link" }, snapshots, null, params);
  showCell(deps, link.value);
  return true;
}

async function openSource(address: Address, deps: AddressDeps): Promise<boolean> {
  const { platform } = deps;
  const { source = "" } = address;
  const first = { cell: address.cell ?? null, view: address.view === "report" ? ("report" as const) : null };
  if (!URL.canParse(source ?? "", platform.baseUrl)) {
    return refuse(deps, {
      code: "file",
      message: "The address in ?src= is not a valid URL.",
      hint: "Give the full https address of the notebook.",
    });
  }
  const url = new URL(source ?? "", platform.baseUrl);
  if (url.origin !== new URL(platform.baseUrl).origin) {
    return askFirst({ form: "plain", url: source ?? "", ...first }, deps);
  }
  const served = new URL("folder/", platform.baseUrl).pathname;
  if (url.pathname.startsWith(served) && (await platform.served()).isKnown()) {
    // What is on this machine's disk in the folder that its user serves is the user's own.
    if (!(await deps.openServed(decodedPath(url.pathname.slice(served.length))))) return false;
    showCell(deps, first);
    return true;
  }
  try {
    const text = await platform.fetchText(url.href);
    const opened = await asNotebook(deps, fileNameOf(url), { text, assetsText: null });
    if (!opened) return false;
    await deps.receive(opened.text, { kind: "file" }, [], opened.assetsText);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return refuse(deps, { code: "file", message: `${url.pathname} could not be opened: ${why}` });
  }
  showCell(deps, first);
  return true;
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not encoded as addresses are: looked for as it stands.
    return path;
  }
}

function refuse({ store }: AddressDeps, { message, hint }: EngineError): false {
  notify(store, "error", [message, hint].filter(Boolean).join(" "));
  return false;
}

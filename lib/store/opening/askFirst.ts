import { checkUrl } from "../../remote/grants.ts";
import { asNotebook } from "../files/openNotebookFile.ts";
import type { LinkQuestion } from "../linkQuestion.ts";
import { notify } from "../notices.ts";
import { type AddressDeps, openAddress } from "../openAddress.ts";
import { fetchNotebook, type Wanted } from "./fetchNotebook.ts";
import { fileNameOf } from "./fileNameOf.ts";
import { type ShownFirst, showCell } from "./showCell.ts";

/**
 * Asks by the host's name whether a notebook may be fetched from it. Nothing is fetched before, and what is not https
 * or lies in a private network is refused without a question. Answers whether there is one to ask.
 */
export function askFirst(wanted: Wanted & ShownFirst, deps: AddressDeps): boolean {
  const { store, platform } = deps;
  const checked = checkUrl(wanted.url, grantFor(wanted.url));
  if (!checked.ok) {
    notify(store, "error", `The notebook was not fetched. ${checked.error.message}`);
    return false;
  }
  const url = checked.value;
  const abort = new AbortController();
  const isCurrent = () => store.getState().asking?.accept === accept;
  const show = (status: LinkQuestion["status"]) =>
    store.setState({
      asking: { url: url.href, host: url.host, form: wanted.form, status, accept, decline, withdraw },
    });

  function accept(): void {
    show({ at: "fetching" });
    void open().catch((thrown: unknown) => {
      const message = `The notebook could not be opened: ${thrown instanceof Error ? thrown.message : thrown}`;
      if (isCurrent()) show({ at: "failed", error: { code: "internal", message } });
    });
  }

  async function open(): Promise<void> {
    const fetched = await fetchNotebook(wanted, url, await platform.remote(), abort.signal);
    // Its user left the question, or followed another link.
    if (!isCurrent()) return;
    if (!fetched.ok) return show({ at: "failed", error: fetched.error });
    const { text, snapshots, params } = fetched.value;
    const fileName = wanted.form === "encrypted" ? "" : fileNameOf(url);
    const opened = await asNotebook(deps, fileName, { text, assetsText: null });
    if (!opened) return decline();
    await deps.receive(opened.text, { kind: "host", host: url.host }, snapshots, opened.assetsText, params);
    showCell(deps, wanted);
    store.setState({ asking: null });
  }

  function withdraw(): void {
    abort.abort();
    store.setState({ asking: null });
  }

  function decline(): void {
    withdraw();
    const { notebookId } = store.getState();
    if (notebookId === "") void openAddress({ fragment: "", notebookId: null }, deps);
    else platform.showAddress(notebookId);
  }

  show({ at: "asking" });
  return true;
}

/** The permission that the question is about: this one origin, and never this machine. */
function grantFor(url: string) {
  const origin = URL.canParse(url) ? new URL(url).origin : "";
  return { grantId: "", notebookId: "", hosts: [origin], maxBytes: 1 };
}

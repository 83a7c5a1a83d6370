"use client";

import { useEffect, useState } from "react";
import { createPlatform } from "../lib/browser/createPlatform.ts";
import { isNotebookLink } from "../lib/share/isNotebookLink.ts";
import { type App, createApp } from "../lib/store/createApp.ts";
import type { Eider } from "../lib/store/eiderObject.ts";
import type { Address } from "../lib/store/openAddress.ts";
import { isFolderAddress } from "../lib/store/opening/isFolderAddress.ts";
import { isUnfetched, tellUnfetched } from "../lib/store/tellUnfetched.ts";
import { setSqlHost } from "./editor/sql/sqlHost.ts";
import { teachEditors } from "./editor/teachEditors.ts";
import { NotebookView } from "./notebook/NotebookView.tsx";
import { type AppExtras, AppProvider } from "./ui/AppContext.tsx";

declare global {
  interface Window {
    eider?: Eider;
  }
}

/** Version shown and answered by `window.eider`. */
const version = process.env.NEXT_PUBLIC_EIDER_VERSION ?? "";

let only: App | null = null;

/**
 * The one place where engine, sandbox, runner and store meet. The engine starts with the first line that runs here,
 * before anything is drawn: its start is the longest part of opening the page.
 */
function theApp(): App {
  if (!only) {
    only = createApp(createPlatform(version));
    setSqlHost(only);
  }
  return only;
}

if (typeof window !== "undefined") theApp();

/** `?library`, as the address was when the page came: the opened notebook takes its place. */
const beginsInLibrary = typeof window !== "undefined" && /[?&]library\b/.test(location.search);

const extras: AppExtras = {
  samples: [
    { name: "shop_events.csv", description: "6,000 raw events of a shop" },
    { name: "users.ndjson", description: "120 users, nested" },
    { name: "products.parquet", description: "50 products with vendors" },
  ],
  onAddSample: (name) => void theApp().addSample(name),
};

function pageAddress(): Address {
  const asked = new URLSearchParams(location.search);
  const [notebookId, source] = [asked.get("n"), asked.get("src")];
  return { fragment: location.hash, notebookId, source, cell: asked.get("cell"), view: asked.get("view") };
}

export function NotebookApp() {
  const [ready, setReady] = useState(false);
  const app = theApp();
  useEffect(() => {
    let current = true;
    void theApp()
      .begin(pageAddress())
      .finally(() => {
        if (!current) return;
        window.eider = theApp().eider;
        setReady(true);
      });
    // A link or a folder's address pasted into this tab changes only the fragment: the page is not loaded again.
    const onLink = () => {
      if (isNotebookLink(location.hash) || isFolderAddress(location.hash))
        void theApp().begin({ fragment: location.hash, notebookId: null });
    };
    // Nor is it when Back leads from that link's notebook to the one before.
    const onTravel = () => {
      const { notebookId, asking } = theApp().store.getState();
      const address = pageAddress();
      if (isNotebookLink(address.fragment) || isFolderAddress(address.fragment)) return;
      if (address.notebookId === notebookId) asking?.decline();
      else if (address.notebookId) void theApp().begin(address);
    };
    // Whatever was asked for and needs a part that did not come: a command of the palette, a button.
    const onUnfetched = (event: PromiseRejectionEvent) => {
      if (!isUnfetched(event.reason)) return;
      event.preventDefault();
      tellUnfetched(theApp().store);
    };
    window.addEventListener("unhandledrejection", onUnfetched);
    window.addEventListener("hashchange", onLink);
    window.addEventListener("popstate", onTravel);
    const stopTeaching = teachEditors(theApp().store, theApp().commands);
    return () => {
      current = false;
      stopTeaching();
      window.removeEventListener("unhandledrejection", onUnfetched);
      window.removeEventListener("hashchange", onLink);
      window.removeEventListener("popstate", onTravel);
    };
  }, []);
  return (
    <AppProvider store={app.store} commands={app.commands} rows={app.rows} extras={extras}>
      {ready ? <NotebookView dialog={beginsInLibrary ? "library" : null} /> : null}
    </AppProvider>
  );
}

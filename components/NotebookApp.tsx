"use client";

import { useEffect, useState } from "react";
import { createPlatform } from "../lib/browser/createPlatform.ts";
import { type App, createApp } from "../lib/store/createApp.ts";
import type { Eider } from "../lib/store/eiderObject.ts";
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
  only ??= createApp(createPlatform(version));
  return only;
}

if (typeof window !== "undefined") theApp();

const extras: AppExtras = {
  samples: [
    { name: "shop_events.csv", description: "6,000 raw events of a shop" },
    { name: "users.ndjson", description: "120 users, nested" },
    { name: "products.parquet", description: "50 products with vendors" },
  ],
  onAddSample: (name) => void theApp().addSample(name),
};

export function NotebookApp() {
  const [ready, setReady] = useState(false);
  const app = theApp();
  useEffect(() => {
    let current = true;
    const asked = new URLSearchParams(location.search);
    void theApp()
      .begin({ fragment: location.hash, notebookId: asked.get("n"), source: asked.get("src") })
      .finally(() => {
        if (!current) return;
        window.eider = theApp().eider;
        setReady(true);
      });
    // A link pasted into this tab changes only the fragment: the page is not loaded again.
    const onLink = () => {
      if (location.hash.startsWith("#nb1"))
        void theApp().begin({ fragment: location.hash, notebookId: null });
    };
    window.addEventListener("hashchange", onLink);
    const stopTeaching = teachEditors(theApp().store);
    return () => {
      current = false;
      stopTeaching();
      window.removeEventListener("hashchange", onLink);
    };
  }, []);
  return (
    <AppProvider store={app.store} commands={app.commands} rows={app.rows} extras={extras}>
      {ready ? <NotebookView /> : null}
    </AppProvider>
  );
}

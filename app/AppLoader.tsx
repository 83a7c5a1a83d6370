"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { connectServiceWorker } from "../lib/browser/serviceWorker.ts";

// Everything of the app needs the browser (workers, files, storage), so nothing of it is drawn at build time.
const NotebookApp = dynamic(
  () => import("../components/NotebookApp").then((module) => ({ default: module.NotebookApp })),
  { ssr: false, loading: () => <p className="app-loading">Opening Eider…</p> },
);

export function AppLoader() {
  useEffect(() => {
    // Registered by what stands first on the page; grants are sent by whoever holds them, over a link of their own.
    const link = connectServiceWorker();
    return () => link.dispose();
  }, []);
  return (
    <>
      <NotebookApp />
      <noscript>Eider runs in your browser and needs JavaScript to do so.</noscript>
    </>
  );
}

import { connectEngine, type EngineConnection } from "./connectEngine.ts";

/**
 * The first engine, started by the first script of the page: its start is the longest part of opening Eider,
 * and the rest of the page is fetched and drawn meanwhile.
 */
let early: EngineConnection | null = null;

/** The address below which the app's files lie. */
export function appBaseUrl(): string {
  return new URL("./", document.baseURI).href;
}

/** Starts the engine ahead of the application. */
export function startEngineEarly(): void {
  if (early) return;
  early = connectEngine(appBaseUrl());
  // Answered again, with the same, when the application asks.
  void early.api.start({ baseUrl: appBaseUrl(), zones: null });
}

/** The engine started early, once; a new one after that. */
export function takeEngine(): EngineConnection {
  const taken = early ?? connectEngine(appBaseUrl());
  early = null;
  return taken;
}

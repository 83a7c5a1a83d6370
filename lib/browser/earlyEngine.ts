import { type EngineStart, startEngineWorker } from "./engineWorker.ts";

/**
 * The page's first script, before any of the application's: starting the engine is the longest part of opening Eider,
 * so it begins first, and the page is fetched and drawn meanwhile. The build puts the address in.
 */
declare const ENGINE_URL: string;

const url = new URL(ENGINE_URL, document.baseURI).href;
const start: EngineStart = { url, early: null, duck: null };
start.early = startEngineWorker(start);
window.eiderEngine = start;

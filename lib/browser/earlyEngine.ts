import { startEngineWorker } from "./engineWorker.ts";

/**
 * The page's first script, before any of the application's: starting the engine is the longest part of opening Eider,
 * so it begins first, and the page is fetched and drawn meanwhile. The build puts the address in.
 */
declare const ENGINE_URL: string;

const url = new URL(ENGINE_URL, document.baseURI).href;
window.eiderEngine = { url, early: startEngineWorker(url) };

import { defineConfig } from "@playwright/test";
import { findChromium, findHeadlessChromium } from "./bin/setup/findBrowsers.mjs";

const isRoot = process.getuid?.() === 0;

/**
 * What hangs on the browser around the page: its dialogs, its windows and what it lets through. A page costs a whole
 * browser half as much again as the headless one, so that only these are given one.
 */
const inBrowser = /(embed|export|firstLight|frames|attacks\/links|memory|network|walls)\.spec\.ts$/;

/** Of these, what gives DuckDB much to do or looks at how much memory there is. */
const inBrowserAtFullSpeed = /(export|firstLight|memory)\.spec\.ts$/;

/** What gives DuckDB much to do, so that its fastest code pays. */
const ofLoads =
  /(addArchive|addData|badInput|columnarFiles|extensions|readOptions|remoteParquet|suites|timeFunctions|view)\.spec\.ts$/;

function launching(program: string | null, flags: readonly string[] = []) {
  return {
    launchOptions: {
      executablePath: program ?? undefined,
      // Chromium's own sandbox cannot start as root, which is what containers run as.
      args: ["--disable-gpu", ...flags, ...(isRoot ? ["--no-sandbox"] : [])],
    },
  };
}

/**
 * Of a page's start half is DuckDB's compiling; where little is asked of DuckDB, its quickest code will do: a fifth less.
 * Scripts live for seconds here: compiling them to their fastest code costs more than it gives, a tenth.
 */
const quickly = ["--js-flags=--liftoff-only --no-opt"];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // Each test owns a page and an engine of its own; two of them fill two cores.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes only the second time has found something.
  retries: 0,
  // Three times what the longest test takes on a machine with much else to do: how fast it is decides no test.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 900 },
    // A trace of every step doubles the time of a run on two cores; a picture of the failure is enough to begin with.
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "page", testIgnore: [inBrowser, ofLoads], use: launching(findHeadlessChromium(), quickly) },
    { name: "loads", testMatch: ofLoads, use: launching(findHeadlessChromium()) },
    {
      name: "browser",
      testMatch: inBrowser,
      testIgnore: inBrowserAtFullSpeed,
      use: launching(findChromium(), quickly),
    },
    { name: "whole browser", testMatch: inBrowserAtFullSpeed, use: launching(findChromium()) },
  ],
});

import { expect, test } from "vitest";
import { browserCommand } from "./openBrowser.mjs";
import { parseArguments } from "./parseArguments.mjs";

test("nothing asked for means serve, on any free port from the first", () => {
  expect(parseArguments([])).toEqual({ command: "serve", folder: null, port: null, open: true });
});

test("a folder, a port and no browser can be asked for, with or without the word serve", () => {
  const expected = { command: "serve", folder: "reports", port: 8080, open: false };
  expect(parseArguments(["serve", "reports", "--port", "8080", "--no-open"])).toEqual(expected);
  expect(parseArguments(["--no-open"])).toEqual({ command: "serve", folder: null, port: null, open: false });
});

test("run takes a notebook, its sources and values, and where to write", () => {
  const words = ["run", "a.nb.md", "--input", "t=x=y.csv", "--param", "n=", "--out", "o", "--memory", "4GB"];
  expect(parseArguments(words)).toMatchObject({
    command: "run",
    json: false,
    request: {
      notebook: "a.nb.md",
      inputs: { t: "x=y.csv" },
      params: { n: "" },
      out: "o",
      check: false,
      memory: "4GB",
    },
  });
  expect(parseArguments(["run", "--help"])).toEqual({ command: "help" });
  expect(() => parseArguments(["run"])).toThrow("one notebook");
  expect(() => parseArguments(["run", "a", "--param", "x"])).toThrow('--param takes NAME=VALUE, not "x"');
  expect(() => parseArguments(["run", "a", "--input", "t=1", "--input", "t=2"])).toThrow("names t twice");
  expect(() => parseArguments(["run", "a", "--memory", "much"])).toThrow("an amount such as 4GB");
  expect(() => parseArguments(["run", "a", "--no"])).toThrow("Usage: eider run");
});

test("convert takes two files and says what is wrong with anything else", () => {
  const plain = {
    command: "convert",
    from: "a.ipynb",
    to: "a.nb.md",
    as: null,
    force: false,
    sqlMagic: true,
  };
  expect(parseArguments(["convert", "a.ipynb", "a.nb.md"])).toEqual(plain);
  const all = ["convert", "--as", "kit.html", "a.ipynb", "b.html", "--force", "--no-magic"];
  expect(parseArguments(all)).toEqual({
    ...plain,
    to: "b.html",
    as: "kit.html",
    force: true,
    sqlMagic: false,
  });
  expect(parseArguments(["convert", "--help"])).toEqual({ command: "help" });
  expect(() => parseArguments(["convert", "a.ipynb"])).toThrow("takes two files");
  expect(() => parseArguments(["convert", "a", "b", "--port", "1"])).toThrow("--port");
});

test("what is not understood is named", () => {
  expect(() => parseArguments(["dance"])).toThrow('no command "dance"');
  expect(() => parseArguments(["--dance"])).toThrow("--dance");
  expect(() => parseArguments(["--port", "http"])).toThrow('not "http"');
  expect(() => parseArguments(["--port", "70000"])).toThrow("65535");
  expect(() => parseArguments(["serve", "a", "b"])).toThrow("one folder");
});

test("a browser is opened where there is a screen, and never under CI", () => {
  const url = "http://localhost:4321";
  expect(browserCommand(url, { platform: "linux", env: {} })).toBeNull();
  expect(browserCommand(url, { platform: "linux", env: { DISPLAY: ":0" } })).toEqual(["xdg-open", url]);
  expect(browserCommand(url, { platform: "linux", env: { DISPLAY: ":0", CI: "true" } })).toBeNull();
  expect(browserCommand(url, { platform: "darwin", env: {} })).toEqual(["open", url]);
});

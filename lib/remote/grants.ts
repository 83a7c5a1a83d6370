import type { EngineError, Outcome } from "../engine/protocol.ts";
import type { GrantedConnection } from "../s3/connection.ts";
import type { Traffic } from "../s3/s3.ts";
import { climbs } from "./climbs.ts";
import { isLoopbackHost, isPrivateHost } from "./privateHosts.ts";

/**
 * What a user allowed one notebook to fetch, held by the page and, in memory, by the service worker.
 * `hosts` are exact origins, each optionally with a path prefix that ends in "/": "https://data.example.org",
 * "https://s3.example.org/bucket/logs/". `maxBytes` caps one response. `grantId` is random and cannot be guessed.
 */
export interface Grant {
  readonly grantId: string;
  readonly notebookId: string;
  readonly hosts: readonly string[];
  readonly maxBytes: number;
  /** The user typed an address of this machine for a connection; counts only where the app itself is served from here. */
  readonly loopback?: boolean;
  /**
   * Outside a browser alone: whoever runs this named each host himself, so that private ones and plain http are his to ask.
   * No message gives it to the service worker.
   */
  readonly isTyped?: boolean;
  /** Buckets that the user gave this notebook; their keys can sign and not be read. */
  readonly connections?: readonly GrantedConnection[];
  /** Caps what is read under this grant in all. */
  readonly totalBytes?: number;
  /** What was read under it before this worker was woken, as the page was told. */
  readonly spent?: Traffic;
}

const refuse = (message: string, hint: string): { ok: false; error: EngineError } => ({
  ok: false,
  error: { code: "file", message, hint },
});

/** Whether the text holds what a URL parser drops or rewrites in silence, so that two parsers could disagree on it. */
function hasHiddenCharacters(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0x20 || code === 0x7f || character === "\\") return true;
  }
  return false;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Whether a URL lies in one of the hosts: same origin to the letter, and below the prefix where there is one. */
function isWithin(url: URL, hosts: readonly string[]): boolean {
  return hosts.some((place) => {
    const base = parsed(place);
    if (!base || base.origin === "null" || base.origin !== url.origin) return false;
    const prefix = base.pathname;
    return prefix === "/" || (prefix.endsWith("/") && url.pathname.startsWith(prefix));
  });
}

/**
 * Whether a grant lets a URL be fetched; answers the parsed URL, or why not.
 * `servedFromLoopback`: the app itself runs on this machine, so that a typed connection to it may be used.
 */
export function checkUrl(text: string, grant: Grant, servedFromLoopback = false): Outcome<URL> {
  const whole = "Give the full https address of the file.";
  if (hasHiddenCharacters(text))
    return refuse("The address holds a space, a backslash or a control character.", whole);
  const url = parsed(text);
  if (!url) return refuse("The address is not a valid URL.", whole);
  if (url.username !== "" || url.password !== "" || /^[a-z]+:\/*[^/?#]*@/i.test(text)) {
    return refuse(
      "The address holds a user name or password.",
      "Leave it out; use a connection for what needs a key.",
    );
  }
  const isOwnMachine = isLoopbackHost(url.hostname);
  const mayUseOwnMachine =
    grant.isTyped === true || (isOwnMachine && servedFromLoopback && grant.loopback === true);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && mayUseOwnMachine)) {
    return refuse(`Only https is fetched, not ${url.protocol.replace(":", "")}.`, whole);
  }
  if (isPrivateHost(url.hostname) && !mayUseOwnMachine) {
    return refuse(
      `${url.host} is an address of this machine or a private network, which a notebook may not reach.`,
      "Download the file and add it from disk.",
    );
  }
  // Looked for in the text: the URL parser has already resolved plain and once-encoded dots in url.pathname.
  const rawPath = text.replace(/^[a-z]+:\/*[^/?#]*/i, "").replace(/[?#].*$/s, "");
  if (climbs(rawPath))
    return refuse("The address climbs out of its folder with dots.", "Give the address without them.");
  if (!isWithin(url, grant.hosts)) {
    return refuse(
      `${url.origin} was not allowed for this notebook.`,
      `Allow ${url.host} when the notebook asks for it.`,
    );
  }
  url.hash = "";
  return { ok: true, value: url };
}

import type { EngineError, Outcome } from "../engine/protocol.ts";
import { checkUrl } from "../remote/grants.ts";
import { isLoopbackHost } from "../remote/privateHosts.ts";
import type { PackageName } from "./packageName.ts";

/** Stands in an address for name, version and path of the package; without it they follow the address. */
const placeholder = "{package}";

const refuse = (message: string, hint: string): { ok: false; error: EngineError } => ({
  ok: false,
  error: { code: "file", message, hint },
});

/** An address from which packages can be fetched, as it is kept, or why it cannot be one. */
export function checkPackageAddress(typed: string, servedFromLoopback: boolean): Outcome<string> {
  const text = typed.trim();
  const address = text.includes(placeholder) || text.endsWith("/") ? text : `${text}/`;
  const sample = urlOf(address, { name: "a", version: "1.0.0", path: "" });
  const whole = "Write it whole, as in https://esm.example.org/.";
  if (!sample || !/^https?:\/\//i.test(text)) return refuse("That is no https address.", whole);
  if (/[?#]/.test(text) && !text.includes(placeholder))
    return refuse("An address with ? or # needs {package} where the package's name goes.", whole);
  const loopback = isLoopbackHost(sample.hostname);
  const grant = { grantId: "", notebookId: "", hosts: [sample.origin], maxBytes: 1, loopback };
  const checked = checkUrl(sample.href, grant, servedFromLoopback);
  return checked.ok ? { ok: true, value: address } : refuse(checked.error.message, whole);
}

/** Where a package's module is, under an address that was checked. */
export function packageUrl(address: string, name: PackageName): URL {
  const url = urlOf(address, name);
  if (!url) throw new Error(`No address of packages: ${address}`);
  return url;
}

function urlOf(address: string, { name, version, path }: PackageName): URL | null {
  const text = `${name}@${version}${path === "" ? "" : `/${path}`}`;
  const whole = address.includes(placeholder) ? address.replaceAll(placeholder, text) : address + text;
  return URL.canParse(whole) ? new URL(whole) : null;
}

/** The address of what a module imports: only modules of the same host, by their address. */
export function importedUrl(specifier: string, from: URL): Outcome<URL> {
  const file = from.pathname;
  if (/^node:/.test(specifier))
    return refuse(
      `${file} needs "${specifier}" of Node.js, which is not there in a browser.`,
      "Choose a package that works in browsers.",
    );
  const isAddress = /^(?:\.{0,2}\/|https?:\/\/)/i.test(specifier);
  if (!isAddress)
    return refuse(
      `${file} imports "${specifier}", which is no address.`,
      "The address of packages must serve modules that import each other by address.",
    );
  if (!URL.canParse(specifier, from.href))
    return refuse(`${file} imports "${specifier}", which is no address.`, "Choose another version.");
  const url = new URL(specifier, from);
  url.hash = "";
  if (url.origin !== from.origin)
    return refuse(
      `${file} imports a module from ${url.host}, and only ${from.host} was allowed.`,
      "Choose an address of packages that serves all modules itself.",
    );
  return { ok: true, value: url };
}

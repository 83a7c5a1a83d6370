import type { Outcome } from "../engine/protocol.ts";
import { sha256Hex } from "../share/capsuleFormat.ts";
import { importedUrl } from "./packageAddress.ts";

/** One module, ready to be run as a function of `require`, `module` and `exports`. */
export interface RunModule {
  /** Its address. */
  id: string;
  js: string;
  /** What its imports stand for: the text of each → the id of a module. */
  imports: Readonly<Record<string, string>>;
}

/** A package with all that it imports. */
export interface ModuleGraph {
  /** The id of the package's own module. */
  root: string;
  modules: readonly RunModule[];
  /** The same for the same code, wherever it came from: `sha256-` and 64 hex digits. */
  hash: string;
}

/** What a module's code says of itself. */
export type ReadModule = (code: string, name: string) => Outcome<{ imports: readonly string[]; js: string }>;

/** What a graph may have; a package is a tool of a notebook, not an application. */
export const graphLimits = { modules: 2000, moduleBytes: 5_000_000, bytes: 25_000_000 };
const requestsUnderWay = 6;

/** Fetches a module and all that it imports, each once, and reads their code. Nothing of them is run. */
export async function fetchModuleGraph(
  root: URL,
  fetchBytes: (url: URL, signal: AbortSignal) => Promise<Outcome<Uint8Array<ArrayBuffer>>>,
  read: ReadModule,
  signal: AbortSignal,
): Promise<Outcome<ModuleGraph>> {
  const found = new Map<string, RunModule & { sha256: string }>();
  const asked = new Set([root.href]);
  let waiting = [root];
  let bytes = 0;
  while (waiting.length > 0) {
    const batch = waiting.slice(0, requestsUnderWay);
    waiting = waiting.slice(requestsUnderWay);
    const answers = await Promise.all(
      batch.map(async (url) => ({ url, answer: await fetchBytes(url, signal) })),
    );
    if (signal.aborted) return stopped;
    for (const { url, answer } of answers) {
      if (!answer.ok) return answer;
      bytes += answer.value.byteLength;
      if (bytes > graphLimits.bytes) return tooLarge(root, `more than ${graphLimits.bytes / 1e6} MB`);
      const text = decoded(answer.value);
      if (text === null) return notCode(url, "it is no UTF-8 text");
      const module = read(text, url.pathname);
      if (!module.ok) return notCode(url, module.error.message, module.error.hint);
      const imports: Record<string, string> = {};
      for (const specifier of module.value.imports) {
        const to = importedUrl(specifier, url);
        if (!to.ok) return to;
        imports[specifier] = to.value.href;
        if (asked.has(to.value.href)) continue;
        asked.add(to.value.href);
        if (asked.size > graphLimits.modules)
          return tooLarge(root, `more than ${graphLimits.modules} modules`);
        waiting.push(to.value);
      }
      found.set(url.href, {
        id: url.href,
        js: module.value.js,
        imports,
        sha256: await sha256Hex(answer.value),
      });
    }
  }
  const modules = inOrder(root.href, found);
  const places = new Map(modules.map(({ id }, at) => [id, at]));
  const lines = modules.map(({ sha256, imports }) =>
    [
      sha256,
      ...Object.entries(imports).map(([specifier, id]) => `${JSON.stringify(specifier)} ${places.get(id)}`),
    ].join("\n"),
  );
  const hash = `sha256-${await sha256Hex(new TextEncoder().encode(lines.join("\n\n")))}`;
  return {
    ok: true,
    value: { root: root.href, modules: modules.map(({ sha256: _, ...module }) => module), hash },
  };
}

/** From the root on, as imports name them: what came first over the network does not matter. */
function inOrder<M extends RunModule>(root: string, found: ReadonlyMap<string, M>): M[] {
  const order = new Set([root]);
  for (const id of order) for (const next of Object.values(found.get(id)?.imports ?? {})) order.add(next);
  return [...order].flatMap((id) => found.get(id) ?? []);
}

function decoded(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Thrown for bytes that are no UTF-8.
    return null;
  }
}

const stopped: Outcome<never> = { ok: false, error: { code: "cancelled", message: "The cell was stopped." } };

function tooLarge(root: URL, what: string): Outcome<never> {
  const message = `${root.pathname} brings ${what}, which is too much for a cell.`;
  return {
    ok: false,
    error: { code: "file", message, hint: "Import the part of the package that is needed by its path." },
  };
}

function notCode(url: URL, why: string, hint?: string): Outcome<never> {
  const message = `What ${url.host} sent for ${url.pathname} cannot be imported: ${why.replace(/\.$/, "")}.`;
  const usual = "The address of packages must serve them as ES modules for browsers.";
  return { ok: false, error: { code: "file", message, hint: hint ?? usual } };
}

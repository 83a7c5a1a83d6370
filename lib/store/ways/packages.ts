import type { EngineError, Outcome } from "../../engine/protocol.ts";
import { readyToRead } from "../../formats/frontMatter.ts";
import { importHashes, withImportHashes } from "../../formats/importHashes.ts";
import type { RunPackages } from "../../packages/linkModules.ts";
import { fetchModuleGraph, type ModuleGraph } from "../../packages/moduleGraph.ts";
import { checkPackageAddress, packageUrl } from "../../packages/packageAddress.ts";
import { packagesIn, parsePackageName } from "../../packages/packageName.ts";
import { loadTypeScript } from "../../typescript/lazyTypeScript.ts";
import type { WaysDeps } from "./waysIn.ts";

/** What its user is shown before and after the open notebook may import packages. */
export interface PackagesView {
  address: string | null;
  isAllowed: boolean;
  /** Packages that cells import, as their text says. */
  wanted: readonly string[];
  /** Packages with the hash that the notebook holds them to. */
  recorded: readonly { name: string; hash: string }[];
}

/** npm packages for TypeScript cells: nothing is asked for before the user set an address and allowed the open notebook. */
export interface PackageCommands {
  look(): Promise<PackagesView>;
  /** Sets where packages come from on this device, and lets the open notebook ask there; answers why not, else null. */
  allow(address: string): Promise<EngineError | null>;
  takeBack(): Promise<void>;
  /** No longer holds the notebook to the code that it was written with: the next run takes what the host serves then. */
  forgetHash(name: string): Promise<void>;
  /** The packages with all that they import, for a run of the open notebook. */
  fetch(names: readonly string[], signal: AbortSignal): Promise<Outcome<RunPackages>>;
}

export function createPackages(deps: WaysDeps): PackageCommands {
  const { platform, store, editing } = deps;
  // For as long as the page is there; what an address once served is the same package.
  const fetched = new Map<string, ModuleGraph>();
  const id = () => store.getState().notebookId;
  /** Answers whether the hashes could be written down. */
  async function holdTo(hashes: Readonly<Record<string, string>>): Promise<boolean> {
    const frontMatter = withImportHashes(store.getState().document, hashes);
    if (frontMatter === null) return false;
    await readyToRead(frontMatter);
    editing.amend({ type: "setFrontMatter", frontMatter });
    return true;
  }

  async function graphOf(name: string, address: string, signal: AbortSignal): Promise<Outcome<ModuleGraph>> {
    const parsed = parsePackageName(name);
    if (!parsed.ok) return { ok: false, error: { code: "file", ...parsed.error } };
    const root = packageUrl(address, parsed.value);
    const known = fetched.get(root.href);
    if (known) return { ok: true, value: known };
    const begun = await (await platform.packages()).begin();
    if (!begun.ok) return begun;
    try {
      const { readModule } = await loadTypeScript();
      const graph = await fetchModuleGraph(root, begun.value.fetch, readModule, signal);
      if (graph.ok) fetched.set(root.href, graph.value);
      return graph;
    } finally {
      begun.value.end();
    }
  }

  return {
    async look() {
      const host = await platform.packages();
      const { document } = store.getState();
      const scripts = document.cells.filter(({ kind }) => kind === "ts");
      return {
        address: host.address(),
        isAllowed: host.isAllowed(id()),
        wanted: [...new Set(scripts.flatMap(({ source }) => packagesIn(source)))],
        recorded: Object.entries(importHashes(document)).map(([name, hash]) => ({ name, hash })),
      };
    },
    async allow(typed) {
      const host = await platform.packages();
      const checked = checkPackageAddress(typed, host.servedFromLoopback);
      if (!checked.ok) return checked.error;
      host.setAddress(checked.value);
      host.allow(id());
      return null;
    },
    takeBack: async () => (await platform.packages()).disallow(id()),
    async forgetHash(name) {
      const { [name]: _, ...others } = importHashes(store.getState().document);
      await holdTo(others);
    },
    async fetch(names, signal) {
      const notebookId = id();
      const host = await platform.packages();
      const address = host.address();
      if (address === null || !host.isAllowed(notebookId))
        return { ok: false, error: notAllowed(names, address) };
      const graphs: [string, ModuleGraph][] = [];
      for (const name of names) {
        const graph = await graphOf(name, address, signal);
        if (signal.aborted)
          return { ok: false, error: { code: "cancelled", message: "The cell was stopped." } };
        if (!graph.ok) return graph;
        graphs.push([name, graph.value]);
      }
      // Another notebook may have been opened meanwhile.
      if (id() !== notebookId)
        return { ok: false, error: { code: "cancelled", message: "The cell was stopped." } };
      const before = importHashes(store.getState().document);
      const changed = graphs.find(([name, { hash }]) => Object.hasOwn(before, name) && before[name] !== hash);
      if (changed)
        return {
          ok: false,
          error: isAnother(changed[0], changed[1].hash, before[changed[0]] ?? "", address),
        };
      const added = graphs.filter(([name]) => !Object.hasOwn(before, name));
      const hashes = { ...before, ...Object.fromEntries(added.map(([name, { hash }]) => [name, hash])) };
      if (added.length > 0 && !(await holdTo(hashes))) return { ok: false, error: noPlace };
      const modules = new Map(
        graphs.flatMap(([, graph]) => graph.modules).map((module) => [module.id, module]),
      );
      const roots = Object.fromEntries(graphs.map(([name, { root }]) => [name, root]));
      return { ok: true, value: { roots, modules: [...modules.values()] } };
    },
  };
}

const noPlace: EngineError = {
  code: "file",
  message:
    "The hashes of packages cannot be written into this notebook: its front matter is written in braces.",
  hint: "Write the front matter with a key a line, then run the cell again.",
};

function notAllowed(packages: readonly string[], address: string | null): EngineError {
  const what = packages.join(", ");
  const message =
    address === null
      ? `This cell imports ${what}, and no address of packages is set on this device.`
      : `This cell imports ${what}, and this notebook was not allowed to import packages from ${hostOf(address)}.`;
  return {
    code: "file",
    message,
    hint: "Say where packages come from, and that this notebook may ask there; then run the cell again.",
    packages: true,
  };
}

function isAnother(name: string, hash: string, before: string, address: string): EngineError {
  return {
    code: "file",
    message: `${name} from ${hostOf(address)} is not the code that this notebook was written with. Nothing of it was run.`,
    hint: `Its hash is ${short(hash)}, not ${short(before)}. If you know why, let the notebook forget the old one.`,
    packages: true,
  };
}

function short(hash: string): string {
  return `${hash.slice(0, 19)}…`;
}

function hostOf(address: string): string {
  return packageUrl(address, { name: "a", version: "1.0.0", path: "" }).host;
}

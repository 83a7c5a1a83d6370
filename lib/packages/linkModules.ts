import type { RunModule } from "./moduleGraph.ts";

type ModuleBody = (
  require: (specifier: string) => unknown,
  module: { exports: object },
  exports: object,
) => void;

/** Packages that were fetched for a run, by the text under which the cell imports each. */
export interface RunPackages {
  roots: Readonly<Record<string, string>>;
  modules: readonly RunModule[];
}

/** Runs modules when they are first asked for, each once, as a run's code sees them. Only the sandbox may do this. */
export class LinkedModules {
  private readonly made = new Map<string, { exports: object }>();
  private readonly byId: ReadonlyMap<string, RunModule>;
  // The realm's own, before the cell's code could put another in its place.
  private readonly body = Function;

  constructor(private readonly packages: RunPackages) {
    this.byId = new Map(packages.modules.map((module) => [module.id, module]));
  }

  /** All that a package exports; throws where it was not fetched. */
  namespace(specifier: string): object {
    const root = Object.hasOwn(this.packages.roots, specifier) ? this.packages.roots[specifier] : undefined;
    if (root !== undefined) return this.run(root);
    throw new Error(
      specifier.startsWith("npm:")
        ? `"${specifier}" was not fetched: packages are, whose name and exact version stand in the cell as a text.`
        : `Imports of "${specifier}" are not possible: a cell imports packages, as in import("npm:lodash-es@4.17.21").`,
    );
  }

  /** One export of a package, `*` for all of them; throws where it has none of that name. */
  exported(specifier: string, name: string): unknown {
    const all = this.namespace(specifier);
    if (name === "*") return all;
    if (name in all) return Reflect.get(all, name);
    // What was no ES module has one export, itself.
    if (name === "default" && !("__esModule" in all)) return all;
    throw new Error(`"${specifier}" exports no "${name}".`);
  }

  private run(id: string): object {
    const before = this.made.get(id);
    // Of modules that import each other in a circle, one sees what the other has made so far.
    if (before) return before.exports;
    const source = this.byId.get(id);
    if (!source) throw new Error(`The module ${id} was not fetched.`);
    const module = { exports: {} };
    this.made.set(id, module);
    const require = (specifier: string) => {
      const to = Object.hasOwn(source.imports, specifier) ? source.imports[specifier] : undefined;
      if (to === undefined) throw new Error(`${id} imports "${specifier}", which was not fetched.`);
      return this.run(to);
    };
    try {
      const run = new this.body(
        "require",
        "module",
        "exports",
        `${source.js}\n//# sourceURL=${id}`,
      ) as ModuleBody;
      run(require, module, module.exports);
    } catch (thrown) {
      this.made.delete(id);
      throw thrown;
    }
    return module.exports;
  }
}

import type { PackageHost } from "../../packages/packageHost.ts";

/** A host of packages in memory, by the address of each module; every request is recorded. */
export class FakePackageHost implements PackageHost {
  readonly modules = new Map<string, string>();
  readonly asked: string[] = [];
  readonly servedFromLoopback = false;
  private set: string | null = null;
  private readonly allowedFor = new Map<string, string>();

  readonly address = () => this.set;
  readonly setAddress = (address: string | null) => {
    this.set = address;
  };
  readonly isAllowed = (notebookId: string) =>
    this.set !== null && this.allowedFor.get(notebookId) === this.set;
  readonly allow = (notebookId: string) => {
    this.allowedFor.set(notebookId, this.set ?? "");
  };
  readonly disallow = (notebookId: string) => {
    this.allowedFor.delete(notebookId);
  };
  readonly begin: PackageHost["begin"] = async () => ({
    ok: true,
    value: {
      fetch: async (url) => {
        this.asked.push(url.href);
        const code = this.modules.get(url.href);
        if (code === undefined)
          return { ok: false, error: { code: "file", message: "There is no such file." } };
        return { ok: true, value: new TextEncoder().encode(code) };
      },
      end: () => undefined,
    },
  });
}

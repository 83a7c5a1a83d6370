import type { Outcome } from "../engine/protocol.ts";

/** Where packages come from, on this device, and which notebooks may ask there. */
export interface PackageHost {
  /** What its user set, see checkPackageAddress; null where nothing is set, as at first. */
  address(): string | null;
  setAddress(address: string | null): void;
  /** Whether the user allowed the notebook to ask at the address that is set now. */
  isAllowed(notebookId: string): boolean;
  allow(notebookId: string): void;
  disallow(notebookId: string): void;
  /** The app itself runs on this machine, so that an address of it may be used. */
  readonly servedFromLoopback: boolean;
  /** Leave to fetch from the host that is set, until it is ended; nothing else can be fetched by it. */
  begin(): Promise<Outcome<PackageFetch>>;
}

export interface PackageFetch {
  fetch(url: URL, signal: AbortSignal): Promise<Outcome<Uint8Array<ArrayBuffer>>>;
  end(): void;
}

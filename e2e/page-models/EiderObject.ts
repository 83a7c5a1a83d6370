import type { Receipt } from "../../lib/engine/protocol.ts";
import type { RunState } from "../../lib/run/cellRun.ts";

/** The documented object of the page, as tests use it from outside. */
export interface EiderObject {
  version: string;
  open(text: string): Promise<void>;
  addFiles(files: File[], options?: { names?: string[] }): Promise<Receipt[]>;
  receipts(): Receipt[];
  run(name?: string): Promise<void>;
  stop(): Promise<void>;
  cells(): { name: string; kind: string; run: RunState; error: string | null; elapsedMs: number | null }[];
  relation(name: string): Promise<{ name: string; rows: number; columns: { name: string; type: string }[] }>;
  rows(name: string, page: { offset: number; limit: number }): Promise<(string | null)[][]>;
  export(name: string, options: { format: string } & Record<string, unknown>): Promise<Blob>;
  text(): string;
}

/** A page's window, with the object on it. */
export type EiderWindow = typeof globalThis & { eider?: EiderObject };

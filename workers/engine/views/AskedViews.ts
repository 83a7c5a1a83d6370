import type { ViewId } from "../../../lib/engine/viewRequest.ts";
import type { EngineSession } from "../session.ts";
import type { GridViews } from "./GridViews.ts";

/** What was asked of views, by number, from the very moment: it can be stopped before it has begun. */
export class AskedViews {
  private views: Promise<GridViews> | null = null;
  private opened: GridViews | null = null;
  private readonly asked = new Map<ViewId, AbortController>();

  /** The views of a session; their code is fetched when the first is asked for. */
  async of(session: EngineSession): Promise<GridViews> {
    this.views ??= import("./GridViews.ts").then(({ GridViews }) => new GridViews(session));
    this.opened = await this.views;
    return this.opened;
  }

  /** Runs `work`, which stops when what it is for is closed. */
  async ask<T>(viewId: ViewId, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    this.asked.set(viewId, abort);
    try {
      return await work(abort.signal);
    } finally {
      this.asked.delete(viewId);
    }
  }

  close(viewId: ViewId): void {
    this.asked.get(viewId)?.abort();
    this.opened?.close(viewId);
  }

  /** Rows of a view by its key; null where no view has it. */
  page(resultKey: string, offset: number, limit: number): Promise<Uint8Array> | null {
    return this.opened?.page(resultKey, offset, limit) ?? null;
  }
}

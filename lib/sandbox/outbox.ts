import type { Shown } from "../run/cellRun.ts";
import type { LogLevel, RunReport, SandboxLimits } from "./protocol.ts";

/** Reports are sent at most this often (ms), however much a cell says. */
const quietMs = 50;

/**
 * Collects what a cell shows and logs, within limits, and sends it in few messages:
 * a cell in a loop must not flood whoever listens.
 */
export class Outbox {
  private items: RunReport[] = [];
  private kept = 0;
  private characters = 0;
  private dropped = 0;
  private sentAt = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private progress: Extract<RunReport, { type: "progress" }> | null = null;

  constructor(
    private readonly send: (report: RunReport) => void,
    private readonly limits: Pick<SandboxLimits, "shownItems" | "shownCharacters">,
    private readonly now: () => number,
    private readonly later: (call: () => void, ms: number) => ReturnType<typeof setTimeout>,
  ) {}

  show(shown: Shown): void {
    if (!this.fits(sizeOf(shown))) return;
    const last = this.items.at(-1);
    if (last?.type === "shown") last.items.push(shown);
    else this.items.push({ type: "shown", items: [shown] });
    this.sendSoon();
  }

  log(level: LogLevel, text: string): void {
    if (!this.fits(text.length)) return;
    const last = this.items.at(-1);
    if (last?.type === "log") last.lines.push({ level, text });
    else this.items.push({ type: "log", lines: [{ level, text }] });
    this.sendSoon();
  }

  progressed(rowsRead: number, rowsWritten: number): void {
    this.progress = { type: "progress", rowsRead, rowsWritten };
    this.sendSoon();
  }

  /** What was dropped, as a notice; null where nothing was. */
  droppedNotice(): string | null {
    if (this.dropped === 0) return null;
    return `${this.dropped.toLocaleString("en")} more displays and log lines are not shown: a run keeps ${this.limits.shownItems.toLocaleString("en")}.`;
  }

  private fits(characters: number): boolean {
    if (this.kept >= this.limits.shownItems || this.characters + characters > this.limits.shownCharacters) {
      this.dropped++;
      return false;
    }
    this.kept++;
    this.characters += characters;
    return true;
  }

  private sendSoon(): void {
    // In a loop no timer ever runs, so the clock is asked too.
    if (this.now() - this.sentAt >= quietMs) this.flush();
    else {
      this.timer ??= this.later(() => {
        this.timer = null;
        this.flush();
      }, quietMs);
    }
  }

  flush(): void {
    const { items, progress } = this;
    this.items = [];
    this.progress = null;
    this.sentAt = this.now();
    for (const report of items) this.send(report);
    if (progress) this.send(progress);
  }
}

function sizeOf(shown: Shown): number {
  switch (shown.type) {
    case "text":
      return shown.text.length;
    case "value":
      return shown.json.length;
    case "html":
      return shown.html.length;
    case "table":
      return shown.rows.reduce(
        (sum, row) => sum + row.reduce((inRow, cell) => inRow + (cell?.length ?? 0) + 1, 0),
        0,
      );
    case "chart":
      return JSON.stringify(shown.spec)?.length ?? 0;
  }
}

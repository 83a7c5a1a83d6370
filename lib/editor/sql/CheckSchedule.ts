/** Typing has paused when nothing came for so long. */
export const pauseMs = 400;

export interface CheckDeps<Finding> {
  /** What is wrong with a text; null where nobody can say now. */
  check(id: string, text: string): Promise<readonly Finding[] | null>;
  /** Called with what is wrong with the text that the editor has now. */
  show(id: string, findings: readonly Finding[]): void;
  /** Begins a wait and answers how to end it. */
  wait(call: () => void, ms: number): () => void;
}

interface Entry {
  text: string;
  /** Whether the latest text was looked at. */
  isChecked: boolean;
}

/**
 * When editors' texts are checked: once typing pauses, one at a time, and an answer about an older text is dropped.
 * Text by text, not key by key: whatever was typed while a check was under way makes one more.
 */
export class CheckSchedule<Finding> {
  private readonly entries = new Map<string, Entry>();
  private endWait: (() => void) | null = null;
  private isChecking = false;

  constructor(private readonly deps: CheckDeps<Finding>) {}

  /** A text was changed. */
  changed(id: string, text: string): void {
    if (this.entries.get(id)?.text === text) return;
    this.entries.set(id, { text, isChecked: false });
    this.soon();
  }

  /** An editor is gone. */
  forget(id: string): void {
    this.entries.delete(id);
  }

  /** What is known around the texts has changed: those that were edited are looked at again. */
  again(): void {
    if (this.entries.size === 0) return;
    for (const entry of this.entries.values()) entry.isChecked = false;
    this.soon();
  }

  private soon(): void {
    this.endWait?.();
    this.endWait = this.deps.wait(() => {
      this.endWait = null;
      void this.run();
    }, pauseMs);
  }

  private async run(): Promise<void> {
    if (this.isChecking) return;
    this.isChecking = true;
    try {
      for (let next = this.next(); next; next = this.next()) {
        const [id, entry] = next;
        entry.isChecked = true;
        const findings = await this.deps.check(id, entry.text);
        // A newer text, or an editor that is gone, makes it no answer.
        if (findings && this.entries.get(id) === entry) this.deps.show(id, findings);
        // Whoever types on is waited for.
        if (this.endWait) return;
      }
    } finally {
      this.isChecking = false;
    }
  }

  private next(): [string, Entry] | undefined {
    return [...this.entries].find(([, entry]) => !entry.isChecked);
  }
}

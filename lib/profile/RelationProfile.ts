import type { Column, Outcome } from "../engine/protocol.ts";
import type { AskRows } from "./askRows.ts";
import { columnDetails } from "./columnDetails.ts";
import type { ColumnDetails, ColumnProfile } from "./columnProfile.ts";
import { columnHints } from "./hints/columnHints.ts";
import { foreignKeyHint, type KeyCandidate, keyCandidates, type NamedRelation } from "./hints/foreignKeys.ts";
import type { Hint } from "./hints/hint.ts";
import type { ProfileQueue } from "./ProfileQueue.ts";
import { profileSizes } from "./profileSizes.ts";
import { type AskedColumn, askedColumn } from "./profileSql.ts";
import { quickProfiles } from "./quickProfiles.ts";

/** What is known of a column so far; another object whenever that changes. */
export interface ColumnState {
  profile: ColumnProfile | null;
  details: ColumnDetails | null;
  hints: readonly Hint[] | null;
  /** Why it cannot be known. */
  problem: string | null;
}

/** The rows that are profiled: those of one result or source, and no newer ones. */
export interface ProfileTarget {
  columns: readonly Column[];
  rowCount: number | null;
  /** What stands behind FROM; fails where the rows went. */
  from(): Promise<Outcome<string>>;
}

const unknown: ColumnState = { profile: null, details: null, hints: null, problem: null };

/** All that is found out about one relation, as far as somebody looks at it. */
export class RelationProfile {
  readonly columns: readonly AskedColumn[];
  private states: ColumnState[];
  private readonly listeners = new Set<() => void>();
  /** Places of columns on screen, how often each; and of those whose details are looked at. */
  private readonly wanted = new Map<number, number>();
  private readonly looked = new Set<number>();
  private isAll = false;
  private others: readonly NamedRelation[] = [];
  private name = "";
  private candidates: KeyCandidate[] | null = null;
  private from: string | null = null;
  /** Counts changes, for whoever draws it all. */
  version = 0;

  constructor(
    private readonly target: ProfileTarget,
    private readonly queue: ProfileQueue,
    private readonly ask: AskRows,
    private readonly year: number,
  ) {
    this.columns = target.columns.map(askedColumn);
    this.states = target.columns.map(() => unknown);
  }

  column(at: number): ColumnState {
    return this.states[at] ?? unknown;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks for the profile of a column that came on screen; answers what to call when it goes. */
  want(at: number): () => void {
    this.wanted.set(at, (this.wanted.get(at) ?? 0) + 1);
    if (!this.column(at).profile) this.queue.ask(this);
    return () => {
      const left = (this.wanted.get(at) ?? 1) - 1;
      if (left > 0) this.wanted.set(at, left);
      else this.wanted.delete(at);
    };
  }

  /** Asks for all about a column; answers what to call when nobody looks any more. */
  look(at: number): () => void {
    this.looked.add(at);
    if (!isWhole(this.column(at))) this.queue.ask(this);
    return () => this.looked.delete(at);
  }

  /** Profiles every column, and then looks which refer to keys of other relations. */
  profileAll(name: string, others: readonly NamedRelation[]): void {
    this.name = name;
    this.others = others;
    this.isAll = true;
    this.change();
    this.queue.ask(this);
  }

  stop(): void {
    this.isAll = false;
    this.change();
  }

  get isRunning(): boolean {
    return this.isAll;
  }

  /** Columns of which all is known or nothing can be. */
  get done(): number {
    return this.states.filter(isWhole).length;
  }

  async step(): Promise<boolean> {
    const looked = [...this.looked].find((at) => !isWhole(this.column(at)));
    if (looked !== undefined) return this.advance([looked]);
    const wanted = [...this.wanted.keys()].filter((at) => this.lacks(at, "profile"));
    if (wanted.length > 0) return this.advance(wanted);
    if (!this.isAll) return false;
    const open = this.states.flatMap((state, at) => (isWhole(state) ? [] : [at]));
    if (open.length > 0) return this.advance(open);
    return this.nextForeignKey();
  }

  private lacks(at: number, what: "profile" | "details"): boolean {
    const state = this.column(at);
    return state[what] === null && state.problem === null;
  }

  /** The next thing about the first of these columns, and with it about as many as one query should look at. */
  private async advance(places: readonly number[]): Promise<boolean> {
    const [first] = places;
    if (first === undefined) return false;
    const from = await this.source();
    if (from === null) return true;
    const rows = this.column(first).profile?.rows ?? this.target.rowCount ?? profileSizes.exact;
    const most = Math.floor(profileSizes.valuesPerQuery / Math.max(1, rows));
    const few = (which: (at: number) => boolean) =>
      places.filter(which).slice(0, Math.min(profileSizes.columnsPerQuery, Math.max(1, most)));
    if (this.lacks(first, "profile")) {
      const batch = few((at) => this.lacks(at, "profile"));
      await this.fill(batch, async (columns) =>
        (await quickProfiles(this.ask, from, columns)).map((profile) => ({ profile })),
      );
    } else if (this.lacks(first, "details")) {
      const batch = few((at) => this.lacks(at, "details") && this.column(at).profile !== null);
      await this.fill(batch, async (columns) =>
        (await columnDetails(this.ask, from, columns, rows)).map((details) => ({ details })),
      );
    } else {
      await this.fill([first], async ([column]) => {
        const { profile, details } = this.column(first);
        if (!column || !profile || !details) return [];
        return [{ hints: await columnHints(this.ask, from, column, { profile, details, year: this.year }) }];
      });
    }
    return true;
  }

  /** Puts in what is found; where a statement fails, its columns are asked one by one. */
  private async fill(
    places: readonly number[],
    find: (columns: readonly AskedColumn[]) => Promise<Partial<ColumnState>[]>,
  ): Promise<void> {
    const columns = places.flatMap((at) => this.columns[at] ?? []);
    try {
      const found = await find(columns);
      places.forEach((at, index) => {
        this.states[at] = { ...this.column(at), ...found[index] };
      });
    } catch (thrown) {
      if (places.length > 1) {
        for (const at of places) await this.fill([at], find);
        return;
      }
      for (const at of places) this.states[at] = { ...this.column(at), problem: messageOf(thrown) };
    }
    this.change();
  }

  private async source(): Promise<string | null> {
    if (this.from !== null) return this.from;
    const answer = await this.target.from().catch((thrown: unknown) => failed(messageOf(thrown)));
    if (answer.ok) {
      this.from = answer.value;
      return this.from;
    }
    const problem = answer.error.message;
    this.states = this.states.map((state) => (isWhole(state) ? state : { ...state, problem }));
    this.change();
    return null;
  }

  private async nextForeignKey(): Promise<boolean> {
    this.candidates ??= keyCandidates({ name: this.name, columns: this.columns }, this.others);
    const [candidate] = this.candidates.splice(0, 1);
    if (!candidate || this.from === null) {
      this.stop();
      return false;
    }
    // A relation that is not there any more is none to refer to.
    const hint = await foreignKeyHint(this.ask, this.from, candidate).catch(() => null);
    const at = this.columns.findIndex(({ name }) => name === candidate.column);
    const state = this.column(at);
    const isTold = state.hints?.some(({ rule }) => rule === "foreign-key");
    if (hint && !isTold) this.states[at] = { ...state, hints: [...(state.hints ?? []), hint] };
    this.change();
    return true;
  }

  private change(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

function isWhole({ hints, problem }: ColumnState): boolean {
  return hints !== null || problem !== null;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function failed(message: string): Outcome<string> {
  return { ok: false, error: { code: "internal", message } };
}

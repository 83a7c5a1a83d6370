import type { TabLink, TabListener, TabMessage } from "../tabs/tabLink.ts";

interface Member {
  tab: object;
  listener: TabListener;
  /** What it will hear of once it wakes; null while it is awake. */
  missed: (() => void)[] | null;
}

/** One device's tabs: who writes which notebook, who waits in line, and what they say to each other. */
export class FakeTabs {
  private readonly members = new Map<string, Member[]>();
  private readonly writers = new Map<string, Member>();
  private readonly lines = new Map<string, Member[]>();
  private readonly asleep = new Set<object>();

  isHeld(id: string): boolean {
    return this.writers.has(id);
  }

  /** The tab hears nothing and says nothing, as one does that the browser put to sleep. */
  sleep(tab: object): void {
    this.asleep.add(tab);
    for (const member of this.of(tab)) member.missed = [];
  }

  wake(tab: object): void {
    this.asleep.delete(tab);
    for (const member of this.of(tab)) {
      const missed = member.missed ?? [];
      member.missed = null;
      for (const event of missed) event();
    }
  }

  /** The tab is closed. */
  close(tab: object): void {
    for (const id of this.members.keys()) this.leave(id, tab);
  }

  tell(id: string, message: TabMessage, from: object): void {
    for (const member of this.members.get(id) ?? []) {
      if (member.tab !== from) this.happens(member, () => member.listener.heard(message));
    }
  }

  join(id: string, listener: TabListener, tab: object): TabLink {
    for (const other of this.members.keys()) this.leave(other, tab);
    const me: Member = { tab, listener, missed: this.asleep.has(tab) ? [] : null };
    this.members.set(id, [...(this.members.get(id) ?? []), me]);
    const isFirst = !this.writers.has(id);
    if (isFirst) this.writers.set(id, me);
    else this.queue(id, me);
    return {
      joined: Promise.resolve(isFirst),
      holds: () => this.writers.get(id) === me,
      seize: () => {
        const robbed = this.writers.get(id);
        this.lines.set(
          id,
          (this.lines.get(id) ?? []).filter((other) => other !== me),
        );
        this.writers.set(id, me);
        if (robbed) {
          this.queue(id, robbed);
          this.happens(robbed, () => robbed.listener.lost());
        }
        this.happens(me, () => listener.granted());
      },
      letGo: () => this.next(id, me),
      tell: (message) => this.tell(id, message, tab),
    };
  }

  private of(tab: object): Member[] {
    return [...this.members.values()].flat().filter((member) => member.tab === tab);
  }

  private queue(id: string, member: Member): void {
    this.lines.set(id, [...(this.lines.get(id) ?? []), member]);
  }

  /** The next in line writes; `before` waits behind all others. */
  private next(id: string, before: Member | null): void {
    const [next, ...rest] = this.lines.get(id) ?? [];
    this.lines.set(id, before ? [...rest, before] : rest);
    if (next) {
      this.writers.set(id, next);
      this.happens(next, () => next.listener.granted());
    } else this.writers.delete(id);
  }

  private leave(id: string, tab: object): void {
    const out = (list: Member[] = []) => list.filter((member) => member.tab !== tab);
    this.members.set(id, out(this.members.get(id)));
    this.lines.set(id, out(this.lines.get(id)));
    if (this.writers.get(id)?.tab === tab) this.next(id, null);
  }

  private happens(member: Member, event: () => void): void {
    if (member.missed) member.missed.push(event);
    else queueMicrotask(event);
  }
}

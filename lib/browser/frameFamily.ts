/** A frame as its family sees it. */
export interface FamilyMember {
  /** When the oldest open question was sent, as performance.now() counts; null where none is open. */
  askedAt(): number | null;
  /** The frame hung: it goes, and every open question is answered so. */
  fail(): void;
  /** The frame goes for a moment, through no fault of its own. */
  detach(): void;
  /** The frame comes back and draws what it drew. */
  attach(): void;
}

/** How long a browser takes to end a process that nothing is in any more. */
const processEndMs = 300;

/**
 * Frames of one origin share a process, so one that hangs silences all of them, and the process ends only when all are
 * gone. The one that was asked first is taken for the one that hangs; the others go and come back.
 */
export class FrameFamily {
  private readonly members = new Set<FamilyMember>();

  add(member: FamilyMember): void {
    this.members.add(member);
  }

  drop(member: FamilyMember): void {
    this.members.delete(member);
  }

  /** Called with the member whose silence was noticed. */
  silent(noticed: FamilyMember): void {
    let culprit = noticed;
    for (const member of this.members) {
      const askedAt = member.askedAt();
      if (askedAt !== null && askedAt < (culprit.askedAt() ?? Number.POSITIVE_INFINITY)) culprit = member;
    }
    this.members.delete(culprit);
    const others = [...this.members];
    for (const member of others) member.detach();
    culprit.fail();
    setTimeout(() => {
      for (const member of others) if (this.members.has(member)) member.attach();
    }, processEndMs);
  }
}

/** A question, and whether more like it are on their way. */
interface Wanted<Q> {
  question: Q;
  isMoving: boolean;
}

interface Asking<Q> extends Wanted<Q> {
  id: number;
}

/**
 * Asks the latest of many questions, one at a time. While they keep coming the one that was asked is answered and drawn, so
 * that something moves; what lies between is never asked. The one at rest is asked at once: an older one that is still
 * asked is stopped, and its answer never told.
 */
export class LatestAsk<Q, A> {
  private asking: Asking<Q> | null = null;
  private next: Wanted<Q> | null = null;
  private latest: Wanted<Q> | null = null;

  constructor(
    private readonly how: {
      /** A number that nothing else has, by which it can be stopped. */
      nextId(): number;
      ask(question: Q, id: number): Promise<A>;
      stop(id: number): void;
      answered(answer: A, question: Q): void;
    },
  ) {}

  want(question: Q, isMoving: boolean): void {
    const before = this.latest;
    this.latest = { question, isMoving };
    if (this.asking && this.asking.question === question) {
      this.asking.isMoving = isMoving;
      this.next = null;
      return;
    }
    if (!this.asking && before?.question === question) return;
    this.next = { question, isMoving };
    if (this.asking && !isMoving) this.abandon();
    if (!this.asking) this.askNext();
  }

  /** Stops what is asked, and forgets all. */
  end(): void {
    this.next = null;
    this.latest = null;
    this.abandon();
  }

  private abandon(): void {
    if (this.asking) this.how.stop(this.asking.id);
    this.asking = null;
  }

  private askNext(): void {
    const { next } = this;
    this.next = null;
    if (!next) return;
    const asking: Asking<Q> = { ...next, id: this.how.nextId() };
    this.asking = asking;
    const settle = (tell: () => void) => {
      if (this.asking !== asking) return;
      this.asking = null;
      tell();
      this.askNext();
    };
    this.how.ask(next.question, asking.id).then(
      (answer) => settle(() => this.how.answered(answer, next.question)),
      // What cannot be asked is told by whoever asks; here the next one goes on.
      () => settle(() => undefined),
    );
  }
}

import { editDistance } from "./editDistance.ts";

/**
 * Finds texts within a few edits without comparing with all: a text is cut into pieces, and what is within k edits still
 * holds one of them whole, at most k places off (Li et al., PassJoin, 2011). Two letters that swapped places may break
 * two pieces, so there are 2k + 1.
 */
export class NearIndex {
  private readonly pieces = new Map<string, number[]>();
  private readonly lengths = new Set<number>();
  private readonly texts: string[] = [];

  /** `most` says how many edits count as near, by the length of an indexed text; it must not fall as texts get longer. */
  constructor(private readonly most: (length: number) => number) {}

  add(text: string): void {
    const id = this.texts.length;
    this.texts.push(text);
    this.lengths.add(text.length);
    for (const [nr, { from, to }] of this.cut(text.length).entries()) {
      const key = `${text.length} ${nr} ${text.slice(from, to)}`;
      const there = this.pieces.get(key);
      if (there) there.push(id);
      else this.pieces.set(key, [id]);
    }
  }

  /** Indexed texts within as many edits of a text as their length allows, except itself, in the order they were added. */
  near(text: string): { text: string; distance: number }[] {
    const seen = new Set<number>();
    for (const length of this.lengths) {
      const most = this.most(length);
      if (Math.abs(length - text.length) > most) continue;
      for (const [nr, { from, to }] of this.cut(length).entries()) {
        for (let at = Math.max(0, from - most); at <= from + most && at + to - from <= text.length; at += 1)
          for (const id of this.pieces.get(`${length} ${nr} ${text.slice(at, at + to - from)}`) ?? [])
            seen.add(id);
      }
    }
    const found: { text: string; distance: number }[] = [];
    for (const id of [...seen].sort((a, b) => a - b)) {
      const other = this.texts[id] ?? "";
      const most = this.most(other.length);
      const distance = other === text ? 0 : editDistance(text, other, most);
      if (other !== text && distance <= most) found.push({ text: other, distance });
    }
    return found;
  }

  private cut(length: number): { from: number; to: number }[] {
    const count = Math.min(Math.max(1, length), 2 * this.most(length) + 1);
    return Array.from({ length: count }, (_, nr) => ({
      from: Math.floor((nr * length) / count),
      to: Math.floor(((nr + 1) * length) / count),
    }));
  }
}

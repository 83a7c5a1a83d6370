import type { Column, EngineApi, KeptResult, Receipt } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { askRowsOf } from "./askRows.ts";
import { type Business, ProfileQueue } from "./ProfileQueue.ts";
import { RelationProfile } from "./RelationProfile.ts";

/** A source as far as it takes to profile it. */
export interface LoadedSource {
  relation: string;
  columns: Column[];
  receipt: Receipt | null;
}

/**
 * The profiles of a page, each kept for as long as its rows are: by the result itself, or by what is known of a source's
 * load. A newer run is another result and gets a profile of its own.
 */
export class ProfileBook {
  private readonly queue: ProfileQueue;
  private readonly profiles = new WeakMap<object, RelationProfile>();

  constructor(
    private readonly rows: Pick<EngineApi, "select" | "resultSql">,
    business: Business,
  ) {
    this.queue = new ProfileQueue(business);
  }

  ofResult(result: KeptResult): RelationProfile {
    return this.open(result, result.columns, result.rowCount, () => this.rows.resultSql(result.resultKey));
  }

  /** Of a source, whose relation is what it is until its file is read again. */
  ofSource({ receipt, columns, relation }: LoadedSource): RelationProfile {
    return this.open(receipt ?? columns, columns, receipt?.loaded ?? null, async () => ({
      ok: true,
      value: quoteIdentifier(relation),
    }));
  }

  private open(
    key: object,
    columns: readonly Column[],
    rowCount: number | null,
    from: () => ReturnType<EngineApi["resultSql"]>,
  ): RelationProfile {
    const known = this.profiles.get(key);
    if (known) return known;
    const ask = askRowsOf((sql, maxRows) => this.rows.select(sql, maxRows));
    const made = new RelationProfile(
      { columns, rowCount, from },
      this.queue,
      ask,
      new Date().getUTCFullYear(),
    );
    this.profiles.set(key, made);
    return made;
  }
}

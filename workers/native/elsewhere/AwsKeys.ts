import type { Outcome } from "../../../lib/engine/protocol.ts";
import type { SigningKey } from "../../../lib/s3/connection.ts";
import { signingKey } from "../../../lib/s3/signingKey.ts";
import { awsCredentials } from "./awsCredentials.ts";
import type { AwsProfile, AwsSurroundings } from "./awsSettings.ts";

/** Keys that end sooner are asked for again: what is being sent should still arrive. */
const spareMs = 5 * 60_000;

/** The keys of this machine for AWS, asked for when they are first wanted and again before they end. */
export class AwsKeys {
  private asked: Promise<Outcome<SigningKey | null>> | null = null;
  private endsMs = Number.POSITIVE_INFINITY;

  constructor(
    private readonly around: AwsSurroundings,
    private readonly profile: AwsProfile,
    private readonly region: string,
  ) {}

  /** null where this machine has none. */
  get(): Promise<Outcome<SigningKey | null>> {
    if (this.asked === null || this.around.now() > this.endsMs - spareMs) this.asked = this.ask();
    return this.asked;
  }

  private async ask(): Promise<Outcome<SigningKey | null>> {
    this.endsMs = Number.POSITIVE_INFINITY;
    const found = await awsCredentials(this.around, this.profile, this.region);
    if (!found.ok || found.value === null) return found.ok ? { ok: true, value: null } : found;
    const ends = Date.parse(found.value.expiresAt ?? "");
    if (!Number.isNaN(ends)) this.endsMs = ends;
    return { ok: true, value: await signingKey(found.value) };
  }
}

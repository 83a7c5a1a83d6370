import { createHash, randomUUID } from "node:crypto";
import { type BatchEvent, exitCodes } from "../../lib/batch/batchEvents.ts";
import type { BatchManifest } from "../../lib/batch/batchManifest.ts";
import { notification } from "../../lib/notify/notification.ts";
import { type NotifyTarget, notifyTarget } from "../../lib/notify/notifyTarget.ts";
import { sendNotification } from "../../lib/notify/sendNotification.ts";
import { waitFor } from "../../lib/remote/waitFor.ts";
import { BatchError, orThrow } from "./BatchError.ts";
import { putText } from "./batchOutput.ts";
import type { AwsSurroundings } from "./elsewhere/awsSettings.ts";
import type { Elsewhere } from "./elsewhere/Elsewhere.ts";

const secretName = "EIDER_NOTIFY_SECRET";

/** Whom `--notify` names; throws where one cannot be told, before anything runs. */
export function subscribers(asked: readonly string[], { env }: AwsSurroundings): NotifyTarget[] {
  const targets = asked.map((text) => orThrow(notifyTarget(text), exitCodes.usage));
  if (targets.some(({ kind }) => kind === "webhook") && !env[secretName])
    throw new BatchError(exitCodes.usage, {
      message: `--notify signs what it posts with a secret, and ${secretName} is not set.`,
      hint: "Set it to a text that the subscriber knows too.",
    });
  return targets;
}

/** Tells subscribers what was written, one after the other; answers those that could not be told. */
export async function notifySubscribers(
  targets: readonly NotifyTarget[],
  { manifest, text, place }: { manifest: BatchManifest; text: string; place: string | null },
  {
    around,
    elsewhere,
    signal,
    tell,
  }: {
    around: AwsSurroundings;
    elsewhere: () => Elsewhere;
    signal: AbortSignal;
    tell: (event: BatchEvent) => void;
  },
): Promise<string[]> {
  const body = notification(manifest, place, createHash("sha256").update(text).digest("hex"));
  const untold: string[] = [];
  for (const target of targets) {
    const { attempts, problem } = await notifyOne(target, body, around, elsewhere, signal);
    if (problem !== null) untold.push(target.shown);
    tell({
      event: "notified",
      target: target.shown,
      told: problem === null,
      attempts,
      message: problem ?? "",
    });
  }
  return untold;
}

async function notifyOne(
  target: NotifyTarget,
  body: string,
  around: AwsSurroundings,
  elsewhere: () => Elsewhere,
  signal: AbortSignal,
): Promise<{ attempts: number; problem: string | null }> {
  if (target.kind === "webhook") {
    const secret = around.env[secretName] ?? "";
    const sent = await sendNotification(
      target,
      body,
      { secret, delivery: randomUUID(), signal },
      { fetch: around.fetch, wait: waitFor, now: around.now, random: Math.random },
    );
    return { attempts: sent.attempts, problem: sent.ok ? null : sent.error.message };
  }
  const way = await elsewhere().way(target.bucket, { mayWrite: true });
  if (!way.ok) return { attempts: 1, problem: way.error.message };
  return { attempts: 1, problem: await putText(way.value, target.key, body, signal) };
}

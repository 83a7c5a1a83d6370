import { headByRangeHeader } from "../remote/refusalHeader.ts";
import { askS3, type S3Failure, type S3Way } from "./askS3.ts";
import { createSteps, type DoctorSteps, type StepName } from "./doctorSteps.ts";
import { listObjects } from "./listObjects.ts";
import { corsPlace, corsPolicy, exposedHeaders, iamPolicy } from "./policies.ts";
import type { DoctorStep, S3Object } from "./s3.ts";

/** Which step an error of the first request belongs to; steps before it then hold. */
const stepOfCode: Readonly<Record<string, StepName>> = {
  Unreachable: "address",
  Redirect: "address",
  PermanentRedirect: "address",
  TemporaryRedirect: "address",
  IncorrectEndpoint: "address",
  AuthorizationHeaderMalformed: "address",
  NoSuchBucket: "address",
  InvalidBucketName: "address",
  Cors: "cors",
  RequestTimeTooSkewed: "clock",
  RequestExpired: "clock",
  InvalidAccessKeyId: "credentials",
  SignatureDoesNotMatch: "credentials",
  ExpiredToken: "credentials",
  TokenRefreshRequired: "credentials",
  InvalidToken: "credentials",
  AllAccessDisabled: "credentials",
};

type Fix = DoctorStep["fix"];

/** What a probed range is made of: long enough for two that overlap. */
const probeBytes = 16;

/**
 * Probes a connection: whether its store answers, the clock is right, the keys are taken, the bucket can be listed, an
 * object's headers and a part of it be read, and the page may see what it needs. What fails is named with its remedy.
 */
export async function runDoctor(
  way: S3Way,
  appOrigin: string,
  onSteps: (steps: readonly DoctorStep[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const { connection } = way;
  const steps = createSteps(onSteps);
  const corsFix: Fix = [
    { title: "CORS rules of the bucket", text: corsPolicy(connection, appOrigin, false), isCode: true },
    {
      title: "CORS rules that also let it write",
      text: corsPolicy(connection, appOrigin, true),
      isCode: true,
    },
    { title: "Where they go", text: corsPlace(connection), isCode: false },
  ];
  const rightsFix: Fix = [
    { title: "The least rights to read", text: iamPolicy(connection, false), isCode: true },
    { title: "The least rights that also let it write", text: iamPolicy(connection, true), isCode: true },
  ];
  const fixOf = (name: StepName, error: S3Failure): Fix => {
    const prose: Fix = [{ title: "What to do", text: error.hint ?? "Try again later.", isCode: false }];
    if (name === "cors") return corsFix;
    return ["list", "head", "range"].includes(name) ? [...prose, ...rightsFix] : prose;
  };

  steps.running("address");
  const listed = await listObjects(way, { prefix: connection.prefix, isFlat: true, signal });
  if (signal.aborted) return steps.skipRest("Stopped.");
  if (!listed.ok) {
    const { error } = listed;
    const name = stepOfCode[error.s3Code] ?? "list";
    passUpTo(name, steps, way);
    const wrongName = " A wrong bucket name or region can look the same.";
    steps.failed(name, error.message + (name === "cors" ? wrongName : ""), fixOf(name, error));
    return steps.skipRest(
      name === "list"
        ? "There is no object to try it with, as the bucket cannot be listed."
        : "Not come to, as a step before it failed.",
    );
  }
  passUpTo("list", steps, way);
  const { objects, next } = listed.value;
  const count = `${objects.length.toLocaleString("en")}${next === null ? "" : " and more"}`;
  steps.ok("list", `${count} ${objects.length === 1 && next === null ? "object" : "objects"}.`);
  const object =
    objects.find(({ sizeBytes }) => sizeBytes >= probeBytes) ?? objects.find((one) => one.sizeBytes > 0);
  if (!object) return steps.skipRest("There is no object to try it with.");

  steps.running("head");
  const head = await askS3(way, { kind: "object", key: object.key }, { method: "HEAD", signal });
  if (signal.aborted) return steps.skipRest("Stopped.");
  if (!head.ok) steps.failed("head", head.error.message, fixOf("head", head.error));
  else {
    const size = head.value.headers.get("content-length");
    const refused = head.value.headers.has(headByRangeHeader)
      ? " The store refuses HEAD, and is asked for the first byte instead."
      : "";
    if (size === null) steps.failed("head", `The size of ${object.key} cannot be read.`, corsFix);
    else steps.ok("head", `${object.key} has ${Number(size).toLocaleString("en")} bytes.${refused}`);
  }

  steps.running("range");
  const range = await probeRange(way, object, signal);
  if (signal.aborted) return steps.skipRest("Stopped.");
  if (!range.ok) {
    steps.failed("range", range.error.message, fixOf("range", range.error));
    return steps.skipRest("Not come to, as a step before it failed.");
  }
  steps.ok("range", `${range.value.bytes} bytes in the middle came, and nothing else.`);
  steps.running("cors");
  const hidden = exposedHeaders.filter((name) => !range.value.headers.has(name));
  if (hidden.length === 0) steps.ok("cors", `It can read ${exposedHeaders.join(", ")}.`);
  else steps.failed("cors", `The bucket's CORS rules do not expose ${hidden.join(", ")}.`, corsFix);
}

/** Marks what must hold where a request came as far as to a step. */
function passUpTo(name: StepName, steps: DoctorSteps, { connection }: S3Way): void {
  if (name === "address") return;
  const { bucket, access } = connection;
  const isSigned = access.kind === "keys";
  // All that is known where nothing of the answer may be read.
  if (name === "cors") {
    steps.ok("address", "Something answers at its address.");
    return;
  }
  steps.ok("address", `The store answers for ${bucket}.`);
  if (name === "clock") return;
  if (!isSigned) {
    steps.skip("clock", "Nothing is signed, so it does not matter.");
    steps.skip("credentials", "The connection has no keys.");
    return;
  }
  steps.ok("clock", "The store took the time of a signature.");
  if (name !== "credentials") steps.ok("credentials", `The store knows ${access.accessKeyId}.`);
}

type Probed = { ok: true; value: { bytes: number; headers: Headers } } | { ok: false; error: S3Failure };

/** Reads two ranges that overlap: each must be as long as asked for, and both must agree. */
async function probeRange(way: S3Way, { key, sizeBytes }: S3Object, signal: AbortSignal): Promise<Probed> {
  const to = Math.min(sizeBytes, probeBytes) - 1;
  const from = to > 1 ? Math.floor(to / 2) : 0;
  const read = async (first: number) => {
    const headers = { range: `bytes=${first}-${to}` };
    const asked = await askS3(way, { kind: "object", key }, { headers, signal });
    if (!asked.ok) return asked;
    const { status, headers: answered } = asked.value;
    if (status !== 206) {
      void asked.value.body?.cancel();
      return wrong(`The store answered HTTP ${status} to a range of ${key}, not 206.`);
    }
    const bytes = new Uint8Array(await asked.value.arrayBuffer());
    if (bytes.length !== to - first + 1)
      return wrong(`The store sent ${bytes.length} bytes of ${key} where ${to - first + 1} were asked for.`);
    return { ok: true as const, value: { bytes, headers: answered } };
  };
  const whole = await read(0);
  if (!whole.ok) return whole;
  const part = await read(from);
  if (!part.ok) return part;
  const isSame = part.value.bytes.every((byte, index) => byte === whole.value.bytes[from + index]);
  if (!isSame) return wrong(`The store sent other bytes of ${key} than those that were asked for.`);
  return { ok: true, value: { bytes: part.value.bytes.length, headers: part.value.headers } };
}

function wrong(message: string): { ok: false; error: S3Failure } {
  const hint = "Files of this store can be fetched whole; a proxy before it may take ranges away.";
  return { ok: false, error: { code: "file", message, hint, s3Code: "" } };
}

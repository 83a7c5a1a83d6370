import type { Outcome } from "../engine/protocol.ts";
import { isLoopbackHost } from "../remote/privateHosts.ts";
import { RemoteFile } from "../remote/RemoteFile.ts";
import { waitFor } from "../remote/waitFor.ts";
import { plainOutcome, type S3Way } from "../s3/askS3.ts";
import type { Connection, GrantedConnection } from "../s3/connection.ts";
import { runDoctor } from "../s3/doctor.ts";
import { createSteps } from "../s3/doctorSteps.ts";
import { expandKeys } from "../s3/expandKeys.ts";
import { fetchObject } from "../s3/fetchObject.ts";
import { headObject } from "../s3/headObject.ts";
import { type HeldConnection, heldConnection } from "../s3/heldConnection.ts";
import { listObjects } from "../s3/listObjects.ts";
import { storeOrigin } from "../s3/objectUrl.ts";
import type { S3, S3Object } from "../s3/s3.ts";
import { parseS3Address, type S3Address } from "../s3/s3Address.ts";
import { s3Path } from "../s3/s3Path.ts";
import { uploadObject } from "../s3/upload/uploadObject.ts";
import { askNet } from "./askNet.ts";
import { createConnectionStorage } from "./connectionStorage.ts";
import { notebookList } from "./notebookList.ts";
import { notebookNetwork } from "./notebookNetwork.ts";

/** A way that is open: also where its objects are asked for. */
interface OpenWay extends S3Way {
  addressOf(key: string): string;
}

const failed = (message: string, hint: string): Outcome<never> => ({
  ok: false,
  error: { code: "file", message, hint },
});

/** S3 for this page, through its service worker. */
export function createS3(): S3 {
  const network = notebookNetwork();
  const storage = createConnectionStorage();
  const bindings = notebookList("connections", (name) => name !== "");
  const ids = new Map<string, string>();

  /** Random, and another where the connection leads elsewhere: addresses that were made before lead nowhere then. */
  function idOf({ access: _, isKept: __, ...place }: Connection): string {
    const key = JSON.stringify(place);
    const id = ids.get(key) ?? crypto.randomUUID();
    ids.set(key, id);
    return id;
  }
  const granted = ({ connection, signing }: HeldConnection, mayWrite = false): GrantedConnection => ({
    id: idOf(connection),
    connection,
    signing,
    mayWrite,
  });
  async function boundTo(notebookId: string): Promise<readonly HeldConnection[]> {
    const names = bindings.of(notebookId);
    return (await storage.all()).filter(({ connection }) => names.includes(connection.name));
  }
  network.setConnections(async (notebookId) => (await boundTo(notebookId)).map((one) => granted(one)));

  function wayOf(grantId: string, connection: Connection): OpenWay {
    const id = idOf(connection);
    return {
      connection,
      send: (ask, init) => askNet(s3Path(grantId, id, ask), init),
      addressOf: (key) => s3Path(grantId, id, { kind: "object", key }),
    };
  }
  async function openWay(notebookId: string, name: string): Promise<Outcome<OpenWay>> {
    const found = (await boundTo(notebookId)).find(({ connection }) => connection.name === name);
    if (!found)
      return failed(
        `This notebook was not given a connection named ${name}.`,
        "Choose one for it in the Data panel.",
      );
    const { connection } = found;
    if (!navigator.onLine && !isLoopbackHost(new URL(storeOrigin(connection)).hostname))
      return failed("This device is offline.", "Connect and try again; files from disk work all the same.");
    const grantId = await network.open(notebookId);
    return grantId.ok ? { ok: true, value: wayOf(grantId.value, connection) } : grantId;
  }
  /** A way of its own to a connection, for as long as something is done through it. */
  async function through<T>(
    held: HeldConnection,
    mayWrite: boolean,
    work: (way: OpenWay) => Promise<T>,
  ): Promise<Outcome<T>> {
    const lent = await network.lend({ connections: [granted(held, mayWrite)] });
    if (!lent.ok) return lent;
    try {
      return { ok: true, value: await work(wayOf(lent.value.grantId, held.connection)) };
    } finally {
      lent.value.giveBack();
    }
  }
  async function heldAs(name: string): Promise<HeldConnection | null> {
    return (await storage.all()).find(({ connection }) => connection.name === name) ?? null;
  }
  async function reaching(notebookId: string, address: S3Address): Promise<Connection | null> {
    // Of a pattern, what stands before its first mark leads there: a connection to a part of it would read only that.
    const start = address.key.replace(/[*?[{].*$/s, "");
    const fitting = (await boundTo(notebookId)).filter(
      ({ connection: { bucket, prefix, endpoint } }) =>
        bucket === address.bucket &&
        (address.endpoint === null || endpoint === address.endpoint) &&
        start.startsWith(prefix),
    );
    const [best] = fitting.sort((a, b) => b.connection.prefix.length - a.connection.prefix.length);
    return best?.connection ?? null;
  }

  return {
    connections: async () => (await storage.all()).map(({ connection }) => connection),
    async save(connection, credentials) {
      const known = (await heldAs(connection.name))?.signing ?? null;
      const held = await heldConnection(connection, credentials, known);
      return held.ok ? storage.put(held.value) : held;
    },
    async remove(name) {
      // Another connection of this name, made later, must not be bound without anybody's saying so.
      bindings.drop(name);
      await storage.remove(name);
    },
    bound: (notebookId) => bindings.of(notebookId),
    bind: (notebookId, connection) => bindings.add(notebookId, connection),
    async unbind(notebookId, connection) {
      bindings.remove(notebookId, connection);
      await network.narrow(notebookId);
    },
    async connectionFor(notebookId, address) {
      const parsed = parseS3Address(address);
      return parsed && reaching(notebookId, parsed);
    },
    async list(notebookId, connection, request) {
      const way = await openWay(notebookId, connection);
      return way.ok ? plainOutcome(await listObjects(way.value, request)) : way;
    },
    async expand(notebookId, address, signal) {
      const parsed = parseS3Address(address);
      if (!parsed)
        return failed(`"${address}" is no address of a bucket.`, "Write it as s3://bucket/folder/*.parquet.");
      const connection = await reaching(notebookId, parsed);
      if (!connection)
        return failed(
          `This notebook has no connection that reaches s3://${parsed.bucket}/${parsed.key}.`,
          "Give it one for this bucket in the Data panel.",
        );
      const way = await openWay(notebookId, connection.name);
      return way.ok ? plainOutcome(await expandKeys(way.value, parsed.key, signal)) : way;
    },
    async file(notebookId, connection, object) {
      const way = await openWay(notebookId, connection);
      if (!way.ok) return way;
      const known = await complete(way.value, object);
      if (!known.ok) return known;
      const { key, sizeBytes, etag, modifiedMs } = known.value;
      const name = key.split("/").at(-1) ?? key;
      const address = way.value.addressOf(key);
      return { ok: true, value: new RemoteFile({ name, sizeBytes, address, etag, modifiedMs }) };
    },
    async fetch(notebookId, connection, object, watch) {
      const way = await openWay(notebookId, connection);
      if (!way.ok) return way;
      const known = await complete(way.value, object);
      return known.ok ? fetchObject(way.value, known.value, watch) : known;
    },
    async diagnose(connection, credentials, onSteps, signal) {
      const known = (await heldAs(connection.name))?.signing ?? null;
      const held = await heldConnection(connection, credentials, known);
      const done = held.ok
        ? await through(held.value, false, (way) => runDoctor(way, location.origin, onSteps, signal))
        : held;
      if (done.ok) return;
      // Nothing was asked yet: the connection itself is wrong, or there is no service worker.
      const steps = createSteps(onSteps);
      const { message, hint = "" } = done.error;
      steps.failed("address", message, [{ title: "What to do", text: hint, isCode: false }]);
      steps.skipRest("Not come to, as a step before it failed.");
    },
    traffic: (notebookId) => network.traffic(notebookId),
    settleTraffic: (notebookId) => network.settleTraffic(notebookId),
    onTraffic: (call) => network.onTraffic(call),
    async openWriting(name) {
      const held = await heldAs(name);
      if (!held) return failed(`There is no connection named ${name}.`, "Choose another one.");
      const lent = await network.lend({ connections: [granted(held, true)] });
      if (!lent.ok) return lent;
      const { grantId, giveBack } = lent.value;
      return { ok: true, value: { way: wayOf(grantId, held.connection), giveBack } };
    },
    async upload({ connection, ...request }) {
      const held = await heldAs(connection);
      if (!held) {
        await request.body.cancel();
        return failed(`There is no connection named ${connection}.`, "Choose another one.");
      }
      const done = await through(held, true, (way) => uploadObject(way, request, { wait: waitFor }));
      return done.ok ? done.value : done;
    },
  };
}

/** An object with all that is needed to read it in place; a listing need not tell its state. */
async function complete(way: S3Way, object: S3Object): Promise<Outcome<S3Object>> {
  if (object.etag !== null && object.sizeBytes >= 0) return { ok: true, value: object };
  return plainOutcome(await headObject(way, object.key));
}

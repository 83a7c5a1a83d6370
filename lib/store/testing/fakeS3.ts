import type { EngineError, Outcome } from "../../engine/protocol.ts";
import { globMatcher } from "../../ingest/many/globMatcher.ts";
import { RemoteFile } from "../../remote/RemoteFile.ts";
import { bucketPath } from "../../s3/bucketPath.ts";
import type { Connection, Credentials } from "../../s3/connection.ts";
import { reaches } from "../../s3/reaches.ts";
import type { DoctorStep, S3, S3Object, S3Page, Traffic } from "../../s3/s3.ts";

const nothing: Outcome<never> = { ok: false, error: { code: "file", message: "There is nothing." } };

/** S3 with connections and objects that a test put there. */
export class FakeS3 implements S3 {
  readonly known = new Map<string, Connection>();
  readonly given = new Map<string, Credentials | null>();
  /** Objects by `bucket/key`. */
  readonly objects = new Map<string, File>();
  /** Addresses that were expanded, in order. */
  readonly expanded: string[] = [];
  /** What asking a bucket for anything fails with. */
  failure: EngineError | null = null;
  /** Answers come when this settles. */
  answering: Promise<void> = Promise.resolve();
  /** Entries of one page of a listing. */
  pageSize = 1000;
  steps: readonly DoctorStep[] = [];
  spent: Traffic = { requests: 0, bytes: 0 };
  private readonly bindings = new Map<string, string[]>();
  private readonly watching = new Set<() => void>();

  /** A connection to a bucket, with objects in it, by key. */
  put(connection: Partial<Connection> & Pick<Connection, "name" | "bucket">, files: Record<string, string>) {
    this.known.set(connection.name, { ...plainConnection, ...connection });
    for (const [key, text] of Object.entries(files)) {
      const name = key.slice(key.lastIndexOf("/") + 1);
      this.objects.set(`${connection.bucket}/${key}`, new File([text], name, { lastModified: 0 }));
    }
  }

  connections = async () => [...this.known.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  async save(connection: Connection, credentials: Credentials | null): Promise<Outcome<void>> {
    this.known.set(connection.name, connection);
    this.given.set(connection.name, credentials);
    return { ok: true, value: undefined };
  }
  async remove(name: string): Promise<void> {
    this.known.delete(name);
  }
  bound = (notebookId: string) => this.bindings.get(notebookId) ?? [];
  bind(notebookId: string, connection: string): void {
    this.bindings.set(notebookId, [...new Set([...this.bound(notebookId), connection])]);
  }
  async unbind(notebookId: string, connection: string): Promise<void> {
    this.bindings.set(
      notebookId,
      this.bound(notebookId).filter((name) => name !== connection),
    );
  }
  async connectionFor(notebookId: string, address: string): Promise<Connection | null> {
    const reaching = this.bound(notebookId)
      .flatMap((name) => this.known.get(name) ?? [])
      .filter((connection) => reaches(connection, address));
    return reaching.toSorted((a, b) => b.prefix.length - a.prefix.length)[0] ?? null;
  }

  list: S3["list"] = async (notebookId, name, { prefix, isFlat, after }): Promise<Outcome<S3Page>> => {
    const connection = await this.ask(notebookId, name);
    if (!connection.ok) return connection;
    const below = this.keysOf(connection.value.bucket).filter((key) => key.startsWith(prefix));
    const entries = new Set(
      below.map((key) => {
        const end = isFlat ? -1 : key.indexOf("/", prefix.length);
        return end < 0 ? key : key.slice(0, end + 1);
      }),
    );
    const from = Number(after ?? 0);
    const page = [...entries].slice(from, from + this.pageSize);
    const isPrefix = (entry: string) => !this.objects.has(`${connection.value.bucket}/${entry}`);
    const next = from + this.pageSize < entries.size ? String(from + this.pageSize) : null;
    const objects = page
      .filter((entry) => !isPrefix(entry))
      .map((key) => this.objectOf(connection.value.bucket, key));
    return { ok: true, value: { prefixes: page.filter(isPrefix), objects, next } };
  };

  expand: S3["expand"] = async (notebookId, address) => {
    this.expanded.push(address);
    const reaching = await this.connectionFor(notebookId, address);
    if (!reaching) return nothing;
    const connection = await this.ask(notebookId, reaching.name);
    if (!connection.ok) return connection;
    const { bucket, key } = bucketPath(address);
    const matches = globMatcher(key);
    const keys = this.keysOf(bucket).filter((one) => matches(one));
    return { ok: true, value: keys.map((one) => this.objectOf(bucket, one)) };
  };

  file: S3["file"] = async (notebookId, name, object) => {
    const connection = await this.ask(notebookId, name);
    if (!connection.ok) return connection;
    const file = this.objects.get(`${connection.value.bucket}/${object.key}`);
    if (!file) return nothing;
    const { key, sizeBytes, etag, modifiedMs } = object;
    const address = `data:;base64,${btoa(await file.text())}`;
    return { ok: true, value: new RemoteFile({ name: baseName(key), sizeBytes, address, etag, modifiedMs }) };
  };

  fetch = async (): Promise<Outcome<File>> => nothing;

  async diagnose(
    _connection: Connection,
    _credentials: Credentials | null,
    onSteps: (steps: readonly DoctorStep[]) => void,
  ): Promise<void> {
    onSteps(this.steps);
  }

  traffic = () => this.spent;
  settleTraffic = async () => {
    this.spend(this.untold);
    this.untold = { requests: 0, bytes: 0 };
  };
  /** What was fetched and is told only when somebody asks. */
  untold: Traffic = { requests: 0, bytes: 0 };
  onTraffic = (call: () => void) => {
    this.watching.add(call);
    return () => this.watching.delete(call);
  };
  /** So much more was fetched. */
  spend({ requests, bytes }: Traffic): void {
    this.spent = { requests: this.spent.requests + requests, bytes: this.spent.bytes + bytes };
    for (const call of this.watching) call();
  }

  upload = async () => nothing;
  openWriting = async () => nothing;

  private async ask(notebookId: string, name: string): Promise<Outcome<Connection>> {
    await this.answering;
    const connection = this.known.get(name);
    if (this.failure) return { ok: false, error: this.failure };
    return connection && this.bound(notebookId).includes(name) ? { ok: true, value: connection } : nothing;
  }

  private keysOf(bucket: string): string[] {
    const own = [...this.objects.keys()].filter((path) => path.startsWith(`${bucket}/`));
    return own.map((path) => path.slice(bucket.length + 1)).sort();
  }

  private objectOf(bucket: string, key: string): S3Object {
    const sizeBytes = this.objects.get(`${bucket}/${key}`)?.size ?? 0;
    return { key, sizeBytes, etag: null, modifiedMs: 0 };
  }
}

const plainConnection: Connection = {
  name: "",
  bucket: "",
  prefix: "",
  region: "us-east-1",
  endpoint: "",
  addressing: "virtual",
  access: { kind: "anonymous" },
  isKept: false,
};

function baseName(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

import type { Outcome } from "../../engine/protocol.ts";
import type { RemoteFile } from "../../remote/RemoteFile.ts";
import type { Connection, Credentials } from "../../s3/connection.ts";
import type { S3, S3Object, S3Page } from "../../s3/s3.ts";

const nothing: Outcome<never> = { ok: false, error: { code: "file", message: "There is nothing." } };

/** S3 with connections and objects that a test put there. */
export class FakeS3 implements S3 {
  readonly known = new Map<string, Connection>();
  readonly given = new Map<string, Credentials | null>();
  /** Objects by `bucket/key`. */
  readonly objects = new Map<string, File>();
  private readonly bindings = new Map<string, string[]>();

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
    this.bindings.set(notebookId, [...this.bound(notebookId), connection]);
  }
  async connectionFor(notebookId: string, address: string): Promise<Connection | null> {
    const reaching = this.bound(notebookId)
      .flatMap((name) => this.known.get(name) ?? [])
      .filter(({ bucket, prefix }) => address.startsWith(`s3://${bucket}/${prefix}`));
    return reaching.toSorted((a, b) => b.prefix.length - a.prefix.length)[0] ?? null;
  }
  list = async (): Promise<Outcome<S3Page>> => nothing;
  expand = async (): Promise<Outcome<readonly S3Object[]>> => nothing;
  file = async (): Promise<Outcome<RemoteFile>> => nothing;
  fetch = async (): Promise<Outcome<File>> => nothing;
  diagnose = async (): Promise<void> => undefined;
  traffic = () => ({ requests: 0, bytes: 0 });
  onTraffic = () => () => undefined;
  upload = async () => nothing;
}

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Outcome } from "../engine/protocol.ts";
import type { HeldConnection } from "../s3/heldConnection.ts";
import { parseConnection, parseSigningKey } from "../s3/parseConnection.ts";

interface Schema extends DBSchema {
  connections: { key: string; value: HeldConnection & { name: string } };
}

/**
 * Connections by name: in this page's memory, or where that was asked for in IndexedDB, where another tab sees them. The
 * browser keeps a signing key as the handle it is, so that its secret lies nowhere that a page can read.
 */
export function createConnectionStorage() {
  const held = new Map<string, HeldConnection>();
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () => {
    opening ??= openDB<Schema>("eider-connections", 1, {
      upgrade(database) {
        database.createObjectStore("connections", { keyPath: "name" });
      },
    }).catch((thrown: unknown) => {
      opening = null;
      throw thrown;
    });
    return opening;
  };

  async function kept(): Promise<readonly HeldConnection[]> {
    try {
      const records: unknown[] = await (await open()).getAll("connections");
      return records.map(parseHeld).filter((one) => one !== null);
    } catch (thrown) {
      if (thrown instanceof DOMException) return [];
      throw thrown;
    }
  }

  return {
    /** All of them, by name. */
    async all(): Promise<readonly HeldConnection[]> {
      const byName = new Map((await kept()).map((one) => [one.connection.name, one]));
      for (const [name, one] of held) byName.set(name, one);
      return [...byName.values()].sort((a, b) => (a.connection.name < b.connection.name ? -1 : 1));
    },
    async put(one: HeldConnection): Promise<Outcome<void>> {
      const { name, isKept } = one.connection;
      try {
        const database = await open();
        if (isKept) await database.put("connections", { name, ...one });
        else await database.delete("connections", name);
      } catch (thrown) {
        if (!(thrown instanceof DOMException)) throw thrown;
        if (isKept) return refusedToKeep(thrown);
      }
      if (isKept) held.delete(name);
      else held.set(name, one);
      return { ok: true, value: undefined };
    },
    async remove(name: string): Promise<void> {
      held.delete(name);
      try {
        await (await open()).delete("connections", name);
      } catch (thrown) {
        if (!(thrown instanceof DOMException)) throw thrown;
      }
    },
  };
}

function refusedToKeep(thrown: DOMException): Outcome<void> {
  const message = `This browser does not keep the connection: ${thrown.message || thrown.name}.`;
  const hint = "Save it for as long as this page is open; private windows keep nothing.";
  return { ok: false, error: { code: "file", message, hint } };
}

function parseHeld(data: unknown): HeldConnection | null {
  if (typeof data !== "object" || data === null) return null;
  const fields: Record<string, unknown> = { ...data };
  const connection = parseConnection(fields.connection);
  if (!connection) return null;
  if (connection.access.kind === "anonymous") return { connection, signing: null };
  const signing = parseSigningKey(fields.signing);
  return signing?.accessKeyId === connection.access.accessKeyId ? { connection, signing } : null;
}

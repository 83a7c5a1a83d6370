import type { Connection } from "../../s3/connection.ts";
import type { Traffic } from "../../s3/s3.ts";
import type { WaysDeps } from "./waysIn.ts";

/** What the open notebook was allowed to reach on this device, and what it fetched since the page was opened. */
export interface Powers {
  hosts: readonly string[];
  /** null beside a name whose connection this device does not hold now. */
  connections: readonly { name: string; connection: Connection | null }[];
  traffic: Traffic;
}

/** Looking at what the open notebook may reach, and taking it back. What was loaded already stays. */
export interface PowerCommands {
  look(): Promise<Powers>;
  takeHostBack(origin: string): Promise<void>;
  takeConnectionBack(name: string): Promise<void>;
}

export function createPowers({ platform, store }: WaysDeps): PowerCommands {
  const id = () => store.getState().notebookId;
  return {
    async look() {
      const [remote, s3] = await Promise.all([platform.remote(), platform.s3()]);
      await s3.settleTraffic(id());
      const known = new Map((await s3.connections()).map((connection) => [connection.name, connection]));
      return {
        hosts: remote.allowed(id()),
        connections: s3.bound(id()).map((name) => ({ name, connection: known.get(name) ?? null })),
        traffic: s3.traffic(id()),
      };
    },
    takeHostBack: async (origin) => (await platform.remote()).disallow(id(), origin),
    takeConnectionBack: async (name) => (await platform.s3()).unbind(id(), name),
  };
}

import { type NativeRows, openNative } from "../../profile/testing/nativeRows.ts";
import { type CheckedRelation, checkRelation } from "../checkRelation.ts";
import type { Contract, Finding } from "../contract.ts";
import { pinRelation } from "../pin.ts";
import { readContract } from "../readContract.ts";
import { withPin } from "../writeContract.ts";

/** Contracts of relations of native DuckDB; for tests only. */
export interface NativeContracts {
  native: NativeRows;
  make(name: string, sql: string): Promise<void>;
  /** What is pinned of a relation, by way of the text that says it. */
  pinned(relation: string): Promise<Contract>;
  checked(contract: Contract, relation: string): Promise<CheckedRelation>;
  /** Rows as text. */
  texts(sql: string): ReturnType<NativeRows["ask"]>;
}

export async function nativeContracts(setup: readonly string[] = []): Promise<NativeContracts> {
  const native = await openNative();
  for (const sql of setup) await native.run(sql);
  const columns = (relation: string) => native.columns(`"${relation}"`);
  return {
    native,
    make: (name, sql) => native.run(`create or replace table "${name}" as ${sql}`),
    async pinned(relation) {
      const read = readContract(
        withPin("", await pinRelation(native.ask, relation, await columns(relation))),
      );
      if (!read.ok) throw new Error(read.error.message);
      return read.value;
    },
    checked: async (contract, relation) =>
      checkRelation(native.ask, relation, await columns(relation), contract),
    texts: (sql) => native.ask(`select cast(columns(*) as VARCHAR) from (${sql})`, 1e6),
  };
}

export const brief = (findings: readonly Finding[]) =>
  findings.map(({ column, finding, level }) => `${level}: ${column} ${finding}`);

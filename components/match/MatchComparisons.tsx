"use client";

import { Plus, RotateCcw, X } from "lucide-react";
import { mostPairs } from "../../lib/match/blockSteps.ts";
import type { WantedMatch } from "../../lib/match/readMatch.ts";
import { type Comparison, type Role, roles } from "../../lib/match/setup.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { placed } from "../cell-kinds/placed.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./MatchBuilder.module.css";
import { MatchEstimate } from "./MatchEstimate.tsx";
import { useMatchEdit } from "./useMatchEdit.ts";
import type { MatchLook } from "./useMatchLook.ts";

const roleWords: Readonly<Record<Role, string>> = {
  name: "a name",
  person: "a person",
  title: "a title, with codes inside",
  text: "a long text",
  address: "an address",
  email: "an e-mail address",
  phone: "a phone number",
  date: "a date",
  number: "a number",
  code: "a code",
  category: "one of a few words",
};

const weights = [0.5, 1, 2];

/** The columns that are compared, what they hold and how much they count; the proposal as long as nobody changes it. */
export function MatchComparisons({
  cell,
  label,
  wanted,
  look,
}: {
  cell: Cell;
  label: string;
  wanted: WantedMatch;
  look: MatchLook;
}) {
  const edit = useMatchEdit(cell.id);
  const shown = comparisonsOf(wanted, look);
  const write = (value: readonly Comparison[] | null) => edit({ key: "compare", value });
  const change = (at: number, part: Partial<Comparison>) =>
    write(shown.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const { left, right } = look;
  const isLink = right !== null;
  const free = left.looks.find(({ name }) => !shown.some((one) => one.left === name));
  return (
    <div className={styles.comparisons}>
      {shown.length === 0 && (
        <p className={styles.note}>No columns look alike. Add those that hold the same.</p>
      )}
      <ul className={styles.list} aria-label="Comparisons">
        {placed(shown).map(({ key, item: one }, at) => (
          <li key={key} className={styles.comparison}>
            <Columns
              name={isLink ? `Column of ${left.relation}` : "Column"}
              value={one.left}
              of={left}
              onChoose={(name) => change(at, isLink ? { left: name } : { left: name, right: name })}
            />
            {right && (
              <>
                <span aria-hidden="true">↔</span>
                <Columns
                  name={`Column of ${right.relation}`}
                  value={one.right}
                  of={right}
                  onChoose={(name) => change(at, { right: name })}
                />
              </>
            )}
            <label className={styles.as}>
              <span>as</span>
              <select
                className={styles.select}
                aria-label={`What ${one.left} holds`}
                value={one.role}
                onChange={({ target }) => change(at, { role: target.value as Role })}
              >
                {roles.map((role) => (
                  <option key={role} value={role}>
                    {roleWords[role]}
                  </option>
                ))}
              </select>
            </label>
            <select
              className={styles.select}
              aria-label={`How much ${one.left} counts`}
              value={one.weight ?? 1}
              onChange={({ target }) => change(at, { weight: Number(target.value) })}
            >
              {[...new Set([...weights, one.weight ?? 1])].sort().map((weight) => (
                <option key={weight} value={weight}>
                  {weight === 1 ? "counts once" : weight === 0.5 ? "counts half" : `counts ${weight} times`}
                </option>
              ))}
            </select>
            <Button
              icon={<X size={14} />}
              label={`Do not compare ${one.left}`}
              iconOnly
              tone="quiet"
              onClick={() => write(shown.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      <div className={styles.row}>
        {free && (
          <Button
            icon={<Plus size={14} />}
            label="Compare another column"
            onClick={() =>
              write([...shown, { left: free.name, right: nearest(free.name, look), role: "name" }])
            }
          />
        )}
        {wanted.comparisons !== null ? (
          <Button
            icon={<RotateCcw size={14} />}
            label="Back to the proposal"
            tone="quiet"
            onClick={() => write(null)}
          />
        ) : (
          <span className={styles.quiet}>Proposed by what the columns hold.</span>
        )}
        {isLink && (
          <label className={styles.as}>
            <span>Each record of {left.relation}</span>
            <select
              className={styles.select}
              aria-label="Outcome"
              value={wanted.outcome ?? "one-to-one"}
              onChange={({ target }) =>
                edit({ key: "outcome", value: target.value === "one-to-one" ? null : target.value })
              }
            >
              <option value="one-to-one">has one partner at most</option>
              <option value="one-to-many">may have several partners</option>
            </select>
          </label>
        )}
      </div>
      <MatchEstimate
        // Of another text or other relations it would be an estimate of something else.
        key={JSON.stringify([cell.source, cell.options])}
        cell={cell}
        label={label}
        {...mostPairs(wanted, left.rowCount, right?.rowCount ?? null)}
      />
    </div>
  );
}

function Columns(props: {
  name: string;
  value: string;
  of: MatchLook["left"];
  onChoose: (name: string) => void;
}) {
  const { name, value, of, onChoose } = props;
  return (
    <select
      className={styles.column}
      aria-label={name}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
    >
      {of.columns.map((column) => (
        <option key={column.name} value={column.name}>
          {column.name}
        </option>
      ))}
    </select>
  );
}

function nearest(name: string, { left, right }: MatchLook): string {
  const columns = (right ?? left).columns;
  return (
    (columns.find((column) => column.name.toLowerCase() === name.toLowerCase()) ?? columns[0])?.name ?? name
  );
}

function comparisonsOf(wanted: WantedMatch, { proposal }: MatchLook): readonly Comparison[] {
  return (
    wanted.comparisons?.map(({ left, right, role, weight }) => ({
      left,
      right,
      role: role ?? proposal.find((one) => one.left === left && one.right === right)?.role ?? "name",
      ...(weight !== null && { weight }),
    })) ?? proposal
  );
}

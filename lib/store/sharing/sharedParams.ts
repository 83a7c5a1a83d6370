import { givenValues } from "../../notebook/givenValues.ts";
import type { ParamValue } from "../../params/param.ts";
import { paramOf } from "../../params/paramOf.ts";
import { findSecrets } from "../../share/findSecrets.ts";
import { removeSecrets } from "../../share/removeSecrets.ts";
import type { AppState } from "../state.ts";

/** The values that differ from the notebook's defaults, by name: what a link carries beside the text. */
export function sharedParams({ document }: AppState): Record<string, ParamValue> {
  const cells = document.cells.filter((cell) => {
    const param = cell.kind === "input" ? paramOf(cell) : null;
    return param?.ok && param.value.isSet && param.value.value.ok;
  });
  return givenValues({ ...document, cells }) ?? {};
}

/** The values without what looks like a secret in their texts. */
export function withoutSecrets(params: Readonly<Record<string, ParamValue>>): Record<string, ParamValue> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, cleaned(value)]));
}

/** What looks like a secret in a value. */
export function secretsIn(value: ParamValue | undefined): ReturnType<typeof findSecrets> {
  return findSecrets(textsOf(value).join("\n"));
}

function cleaned(value: ParamValue): ParamValue {
  if (typeof value === "string") return removeSecrets(value);
  return Array.isArray(value) ? value.map(removeSecrets) : value;
}

function textsOf(value: ParamValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value : [];
}

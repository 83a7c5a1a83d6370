import { type KeyBinding, keyMap } from "./keyMap.ts";
import type { NotebookAction } from "./notebookAction.ts";

/** Keys that their user chose, by action: all of an action's keys, or none; actions that are not here keep theirs. */
export type CustomKeys = Readonly<Partial<Record<NotebookAction, readonly string[]>>>;

const actions = new Set<string>(keyMap.map(({ action }) => action));

/** What no key may be bound to: it leaves a field or moves the focus, here as everywhere. */
const reserved = new Set(["escape", "tab", "shift+tab"]);

/** The key map with the chosen keys in place of Jupyter's. A key that acts while typing does so only with Ctrl, Cmd or Alt. */
export function withCustomKeys(custom: CustomKeys): readonly KeyBinding[] {
  const done = new Set<NotebookAction>();
  return keyMap.flatMap((binding): KeyBinding[] => {
    const keys = Object.hasOwn(custom, binding.action) ? custom[binding.action] : undefined;
    if (!keys) return [binding];
    if (done.has(binding.action)) return [];
    done.add(binding.action);
    const isAnywhere = keyMap.some(({ action, scope }) => action === binding.action && scope === "anywhere");
    const far = isAnywhere ? keys.filter(isFarKey) : [];
    const near = keys.filter((key) => !far.includes(key));
    return [
      { ...binding, keys: near, scope: "command" },
      ...(far.length > 0 ? [{ ...binding, keys: far, scope: "anywhere" as const }] : []),
    ];
  });
}

/** Whether a key can act while one types: with Ctrl, Cmd or Alt it writes nothing. */
function isFarKey(key: string): boolean {
  return /(?:^|\+)(?:\$mod|Control|Meta|Alt)\+/.test(`+${key}`) && !key.includes(" ");
}

/** All keys of an action, in whatever mode. */
export function keysOf(bindings: readonly KeyBinding[], action: NotebookAction): readonly string[] {
  return bindings.flatMap((binding) => (binding.action === action ? binding.keys : []));
}

/** Why a key cannot be an action's: a reserved one, or one that another action has or begins with. */
export type KeyProblem =
  | { type: "reserved" }
  | { type: "taken"; by: NotebookAction; label: string; key: string }
  | null;

/** What stands against giving `key` to an action. A key that begins another one's sequence would hide it. */
export function keyProblem(bindings: readonly KeyBinding[], action: NotebookAction, key: string): KeyProblem {
  const wanted = normal(key);
  if (wanted.split(" ").some((press) => reserved.has(press))) return { type: "reserved" };
  for (const binding of bindings) {
    if (binding.action === action) continue;
    const clash = binding.keys.find((other) => {
      const taken = normal(other);
      return taken === wanted || taken.startsWith(`${wanted} `) || wanted.startsWith(`${taken} `);
    });
    if (clash !== undefined) return { type: "taken", by: binding.action, label: binding.label, key: clash };
  }
  return null;
}

/** The choice with one more key for an action; whoever had it, or a key that it would hide, loses it. */
export function withKey(custom: CustomKeys, action: NotebookAction, key: string): CustomKeys {
  let changed: CustomKeys = custom;
  for (;;) {
    const bindings = withCustomKeys(changed);
    const problem = keyProblem(bindings, action, key);
    if (problem?.type === "reserved") return custom;
    if (problem === null) {
      const own = keysOf(bindings, action);
      return own.some((other) => normal(other) === normal(key))
        ? changed
        : { ...changed, [action]: [...own, key] };
    }
    changed = withoutKey(changed, problem.by, problem.key);
  }
}

export function withoutKey(custom: CustomKeys, action: NotebookAction, key: string): CustomKeys {
  const rest = keysOf(withCustomKeys(custom), action).filter((other) => normal(other) !== normal(key));
  return { ...custom, [action]: rest };
}

/** Jupyter's keys again for one action. Keys that others were given meanwhile stay theirs. */
export function withDefault(custom: CustomKeys, action: NotebookAction): CustomKeys {
  const rest = Object.fromEntries(Object.entries(custom).filter(([other]) => other !== action));
  const bindings = withCustomKeys(rest);
  const own = keysOf(bindings, action);
  const free = own.filter((key) => keyProblem(bindings, action, key) === null);
  return free.length === own.length ? rest : { ...rest, [action]: free };
}

/** The choice as a file's text. */
export function printCustomKeys(custom: CustomKeys): string {
  return `${JSON.stringify({ eiderKeys: 1, keys: custom }, null, 2)}\n`;
}

/** Reads what printCustomKeys wrote; what is not known is left out and counted. Answers a sentence where it is something else. */
export function parseCustomKeys(text: string): { keys: CustomKeys; leftOut: number } | { problem: string } {
  const data = parseJson(text);
  const found = data && typeof data === "object" && "eiderKeys" in data && "keys" in data ? data.keys : null;
  if (found === null || typeof found !== "object" || Array.isArray(found))
    return {
      problem: 'This is no file of keys: one is JSON with "eiderKeys" and "keys", as "Export" writes it.',
    };
  let leftOut = 0;
  let keys: CustomKeys = {};
  for (const [action, given] of Object.entries(found)) {
    if (!isAction(action) || !Array.isArray(given)) {
      leftOut++;
      continue;
    }
    const good = given.filter((key): key is string => typeof key === "string" && isKey(key));
    leftOut += given.length - good.length;
    keys = { ...keys, [action]: good };
  }
  return { keys, leftOut };
}

function isAction(text: string): text is NotebookAction {
  return actions.has(text);
}

/** One or two presses, each of modifiers and one key. */
function isKey(text: string): boolean {
  const press = String.raw`(?:(?:\$mod|Control|Meta|Alt|Shift)\+)*(?:[A-Za-z][A-Za-z0-9]*|[^\s+()])`;
  return (
    new RegExp(`^${press}(?: ${press})?$`, "u").test(text) &&
    !text.split(" ").some((one) => reserved.has(normal(one)))
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

function normal(key: string): string {
  return key
    .toLowerCase()
    .split(" ")
    .map((press) => press.replace(/^control\+/, "$mod+"))
    .join(" ");
}

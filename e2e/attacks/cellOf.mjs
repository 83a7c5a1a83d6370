/** How long an attempt may take before it counts as refused: what is blocked often never answers. */
const patienceMs = 400;

/**
 * JavaScript that tries everything at the same time, and makes a list of [what, "refused" or what came of it].
 * `name` becomes that list.
 * @param {string} name
 * @param {import("./storageAttempts.mjs").Attempts} attempts
 */
function tryAll(name, attempts) {
  const tries = Object.entries(attempts).map(
    ([what, code]) => `[${JSON.stringify(what)}, async () => { ${code} }]`,
  );
  return `const later = globalThis.setTimeout;
const ${name} = await Promise.all([
${tries.join(",\n")}
].map(async ([what, work]) => {
  const tooLate = new Promise((done) => later(() => done("refused"), ${patienceMs}));
  const outcome = (async () => "reached: " + (await work()))().catch(() => "refused");
  return [what, await Promise.race([outcome, tooLate])];
}));`;
}

/**
 * A notebook of one TypeScript cell that tries all attempts; its relation has a row for each.
 * @param {string} name
 * @param {import("./storageAttempts.mjs").Attempts} attempts
 */
export function attemptsCell(name, attempts) {
  // Named access to what does not exist is the point of many of them.
  return `\`\`\`ts name=${name}
${tryAll("outcomes", attempts)}
export default outcomes.map(([attempt, outcome]) => ({ attempt, outcome }));
\`\`\`
`;
}

/**
 * The same as the script of a bare worker, without the walls that Eider's own worker raises: what then holds is the
 * frame's policy alone. It posts its list.
 * @param {import("./storageAttempts.mjs").Attempts} attempts
 */
export function attemptsScript(attempts) {
  return `(async () => { ${tryAll("outcomes", attempts)} postMessage(outcomes); })()`;
}

/** Attempts that came to something. @param {readonly (readonly (string | null)[])[]} outcomes */
export function reached(outcomes) {
  return outcomes.filter(([, outcome]) => outcome !== "refused");
}

/**
 * Why this Node cannot run the project, or null.
 * @param {string} version as in process.versions.node
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `Eider needs Node 20.19 or later; this is Node ${version}. Install a newer one from https://nodejs.org, then try again.`;
}

/** Stops the process with a plain message where Node is too old. */
export function checkNode() {
  const problem = nodeProblem(process.versions.node);
  if (!problem) return;
  console.error(problem);
  process.exit(1);
}

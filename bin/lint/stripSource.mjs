/**
 * Source text with comments, and if asked the inside of strings, replaced by spaces: line numbers stay.
 * Not a parser: it knows comments, quotes, template literals without their holes, and takes a regular expression
 * with a quote in it for code.
 * @param {string} source
 * @param {{ strings: boolean }} options
 */
export function stripSource(source, { strings }) {
  const pattern = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
  return source.replace(pattern, (found) => {
    const isComment = found.startsWith("/*") || found.startsWith("//");
    return isComment || strings ? found.replace(/[^\n]/g, " ") : found;
  });
}

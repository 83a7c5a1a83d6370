import { Document, isSeq, parseDocument } from "yaml";

/**
 * A cell's text whose key says another value, or (null) is not there; comments, order and all other keys stay. Text that is
 * no YAML stays as it is.
 */
export function withKey(source: string, key: string, value: unknown): string {
  const document = source.trim() === "" ? new Document({}) : parseDocument(source);
  if (document.errors.length > 0) return source;
  // Nothing but comments: they stay over what is written.
  if (document.contents === null) {
    const added = withKey("", key, value);
    return added === "" ? source : `${source.replace(/\n$/, "")}\n${added}`;
  }
  if (value === null) document.delete(key);
  else {
    const node = document.createNode(value);
    if (isSeq(node)) node.flow = true;
    document.set(key, node);
  }
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return text.trim() === "{}" ? "" : text.replace(/\n$/, "");
}

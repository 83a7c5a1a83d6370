import { found, XmlScanner } from "./xmlScanner.ts";

/** What a reader of a small part is told of it. */
export interface ElementVisitor {
  open?: (name: string, scanner: XmlScanner) => void;
  close?: (name: string, scanner: XmlScanner) => void;
  text?: (text: string, scanner: XmlScanner) => void;
}

/** Reads XML from beginning to end and tells of each tag and text; `what` names it in errors. */
export async function eachElement(
  chunks: AsyncIterable<string>,
  what: string,
  visitor: ElementVisitor,
): Promise<void> {
  const scanner = new XmlScanner(what);
  const drain = () => {
    for (let kind = scanner.next(); kind !== found.nothing; kind = scanner.next()) {
      if (kind === found.open) visitor.open?.(scanner.name, scanner);
      else if (kind === found.close) visitor.close?.(scanner.name, scanner);
      else visitor.text?.(scanner.text, scanner);
    }
  };
  for await (const chunk of chunks) {
    scanner.push(chunk);
    drain();
  }
  scanner.end();
  drain();
}

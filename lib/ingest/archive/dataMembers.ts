import type { Member } from "./member.ts";

const papers =
  /(^|\/)(readme|licen[cs]e|copying|notice|authors|changelog|manifest)([._-][^/]*)?$|\.(md|pdf|docx?|rtf|html?|png|jpe?g|gif|svg|ico|md5|sha\d+|sig|asc)$/i;

/** True for archives that are one document in a container of files, such as workbooks: these are read as a whole. */
export function isDocumentPackage(members: readonly Member[]): boolean {
  const marks = ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"];
  return members.some(({ name }) => marks.includes(name));
}

/** The members that may be tables, and those that are files but only lie beside them: licences, descriptions, pictures. */
export function dataMembers(members: readonly Member[]): { data: Member[]; beside: Member[] } {
  const files = members.filter(({ kind }) => kind === "file");
  const data = files.filter(({ name }) => !papers.test(name));
  if (data.length === 0) return { data: files, beside: [] };
  return { data, beside: files.filter((member) => !data.includes(member)) };
}

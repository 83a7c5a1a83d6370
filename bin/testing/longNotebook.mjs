/**
 * The text of a notebook of so many cells of every kind: text, SQL, TypeScript and charts in turn, each of a few lines.
 * Of each five the names are: none (text), q1, t2, q3, c4, and so on.
 * @param {number} cells
 */
export function longNotebook(cells) {
  const texts = Array.from({ length: cells }, (_, at) => cellText(at));
  return `---\neider: 1\ntitle: Notebook of ${cells} cells\n---\n\n${texts.join("\n")}`;
}

function cellText(at) {
  switch (at % 5) {
    case 0:
      return `<!-- cell -->\n## Part ${at}\n\nSome *prose* about step ${at}, with \`code\` and a list:\n\n- one\n- two\n`;
    case 2:
      return `\`\`\`ts name=t${at}\nconst rows = await q${at - 1}.rows();\nexport const total${at} = rows.length;\n\`\`\`\n`;
    case 4:
      return `\`\`\`chart name=c${at} from=q${at - 1}\n{ "mark": "bar", "encoding": { "x": { "field": "label" }, "y": { "field": "n", "type": "quantitative" } } }\n\`\`\`\n`;
    default:
      return `\`\`\`sql name=q${at}\n-- step ${at}\nselect range * ${at} as n, 'row ' || range as label\nfrom range(20)\norder by n desc\n\`\`\`\n`;
  }
}

/** How a word sounds in German, after Hans Joachim Postel's Cologne phonetics (1969), as digits. */
export function cologne(word: string): string {
  const text = word
    .toUpperCase()
    .replace(/Ä|Æ/g, "A")
    .replace(/Ö|Ø/g, "O")
    .replace(/Ü/g, "U")
    .replace(/ß|ẞ/g, "S")
    .normalize("NFKD")
    .replace(/[^A-Z]/g, "");
  let digits = "";
  for (let at = 0; at < text.length; at += 1)
    digits += digit(text.charAt(at), text.charAt(at - 1), text.charAt(at + 1), at === 0);
  // The same digit twice counts once, and vowels only at the start.
  const single = digits.replace(/(\d)\1+/g, "$1");
  return single.charAt(0) + single.slice(1).replaceAll("0", "");
}

function digit(letter: string, before: string, next: string, isFirst: boolean): string {
  const isOneOf = (one: string, letters: string) => one !== "" && letters.includes(one);
  switch (letter) {
    case "H":
      return "";
    case "B":
      return "1";
    case "P":
      return next === "H" ? "3" : "1";
    case "D":
    case "T":
      return isOneOf(next, "CSZ") ? "8" : "2";
    case "F":
    case "V":
    case "W":
      return "3";
    case "G":
    case "K":
    case "Q":
      return "4";
    case "C":
      if (isFirst) return isOneOf(next, "AHKLOQRUX") ? "4" : "8";
      return !isOneOf(before, "SZ") && isOneOf(next, "AHKOQUX") ? "4" : "8";
    case "X":
      return isOneOf(before, "CKQ") ? "8" : "48";
    case "L":
      return "5";
    case "M":
    case "N":
      return "6";
    case "R":
      return "7";
    case "S":
    case "Z":
      return "8";
    default:
      return "0";
  }
}

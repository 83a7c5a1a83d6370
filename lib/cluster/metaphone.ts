const vowels = "AEIOU";

/** How a word sounds in English, after Lawrence Philips' Metaphone (1990): "0" is th, "X" is sh. Letters other than A to Z are left out. */
export function metaphone(word: string): string {
  let text = word.toUpperCase().replace(/[^A-Z]/g, "");
  text = text
    .replace(/^(?:KN|GN|PN|AE|WR)/, (start) => start.charAt(1))
    .replace(/^X/, "S")
    .replace(/^WH/, "W")
    .replace(/MB$/, "M")
    .replace(/([^C])\1+/g, "$1");
  let code = "";
  for (let at = 0; at < text.length; at += 1) code += sound(text, at);
  return code;
}

/** What the letter at a place adds. */
function sound(text: string, at: number): string {
  const letter = text.charAt(at);
  const before = text.charAt(at - 1);
  const next = text.charAt(at + 1);
  const isSoft = "EIY".includes(next) && next !== "";
  switch (letter) {
    case "A":
    case "E":
    case "I":
    case "O":
    case "U":
      return at === 0 ? letter : "";
    case "C":
      if (before === "C" && !isSoft) return "";
      if (isSoft && before === "S") return "";
      if (next === "H") return before === "S" ? "K" : "X";
      if (text.startsWith("CIA", at)) return "X";
      return isSoft ? "S" : "K";
    case "D":
      return next === "G" && /^[EIY]/.test(text.slice(at + 2)) ? "J" : "T";
    case "G":
      if (next === "H")
        return at + 2 >= text.length || vowels.includes(text.charAt(at + 2)) ? (at === 0 ? "K" : "") : "";
      if (next === "N") return at + 2 === text.length || text.slice(at + 1) === "NED" ? "" : "K";
      if (before === "D" && isSoft) return "";
      return isSoft ? "J" : "K";
    case "H":
      if ("CSPTG".includes(before) && before !== "") return "";
      return vowels.includes(next) && next !== "" ? "H" : "";
    case "K":
      return before === "C" ? "" : "K";
    case "P":
      return next === "H" ? "F" : "P";
    case "Q":
      return "K";
    case "S":
      if (next === "H" || /^SI[OA]/.test(text.slice(at))) return "X";
      return "S";
    case "T":
      if (/^TI[OA]/.test(text.slice(at))) return "X";
      if (next === "H") return "0";
      return text.startsWith("TCH", at) ? "" : "T";
    case "V":
      return "F";
    case "W":
    case "Y":
      return vowels.includes(next) && next !== "" ? letter : "";
    case "X":
      return "KS";
    case "Z":
      return "S";
    default:
      // B, F, J, L, M, N and R sound as they are written.
      return letter;
  }
}

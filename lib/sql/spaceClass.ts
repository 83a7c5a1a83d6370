/** Spaces of every script, as RE2 writes a class of them: its own \s knows only ASCII's. */
export const spaceClass = "\\s\\x{00A0}\\x{1680}\\x{2000}-\\x{200B}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}";

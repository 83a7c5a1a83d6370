/** Digits that no longer stand in a row before the exponent: DuckDB prints 1e+16, and JavaScript goes on to 1e21. */
const longestWhole = 16;

/**
 * A DOUBLE as DuckDB prints it: the fewest digits that mean this very number, with `.0` behind a whole one, and an exponent
 * below 1e-4 and from 1e16 on.
 */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0.0`;
  const [mantissa = "", power = "0"] = Math.abs(value).toExponential().split("e");
  const figures = mantissa.replace(".", "");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= longestWhole) {
    const rest = figures.slice(1);
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${figures[0]}${rest === "" ? "" : `.${rest}`}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${figures}`;
  const whole = figures.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${figures.slice(exponent + 1) || "0"}`;
}

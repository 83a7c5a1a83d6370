import type { LogPreset } from "./logFormat.ts";
import { accessLogs } from "./presets/accessLogs.ts";
import { applicationLogs } from "./presets/applicationLogs.ts";
import { awsLogs } from "./presets/awsLogs.ts";
import { serverLogs } from "./presets/serverLogs.ts";

/** Every kind of log that is known by name, those first that are tried first. */
export const logPresets: readonly LogPreset[] = [
  ...accessLogs,
  ...awsLogs,
  ...applicationLogs,
  ...serverLogs,
];

/** The preset of a name, or null. */
export function logPreset(name: string): LogPreset | null {
  return logPresets.find((preset) => preset.name === name) ?? null;
}

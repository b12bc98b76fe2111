import { z } from "zod";
import { SandboxSwitches } from "@/lib/sandbox/switches";

const toFlag = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Every switch by its start flag: `delayMs` is `--delay-ms`. */
export const SWITCH_FLAGS: ReadonlyMap<string, string> = new Map(
  Object.keys(SandboxSwitches.shape).map((name) => [toFlag(name), name]),
);

const LITERALS: Record<string, unknown> = { true: true, false: false, null: null };

/** `null` is a value of its own only where the switch can be null; the shape of a no-match is a word. */
function toValue(name: string, text: string): unknown {
  if (name === "noMatch") return text;
  if (text in LITERALS) return LITERALS[text];
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** The switches that start flags ask for. Throws a sentence that names the flag. */
export function readSwitchFlags(flags: Readonly<Record<string, string | undefined>>): Partial<SandboxSwitches> {
  const given: Record<string, unknown> = {};
  for (const [flag, name] of SWITCH_FLAGS) {
    const text = flags[flag];
    if (text !== undefined) given[name] = toValue(name, text);
  }
  const parsed = SandboxSwitches.partial().strict().safeParse(given);
  if (parsed.success) return Object.fromEntries(Object.keys(given).map((name) => [name, given[name]]));
  const [issue] = parsed.error.issues;
  throw new Error(
    `--${toFlag(String(issue?.path[0]))} has a wrong value: ${issue?.message ?? z.prettifyError(parsed.error)}.`,
  );
}

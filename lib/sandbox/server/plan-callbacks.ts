import "server-only";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import type { Draw } from "@/lib/sandbox/server/draw";
import type { PhoneAct } from "@/lib/sandbox/world/magic-acts";

export type PlannedCallback = { body: string; afterMs: number; isDropped: boolean };

type CallbackInput = {
  bodies: readonly string[];
  act: Pick<PhoneAct, "isMalformed" | "isDropped" | "copies">;
  switches: SandboxSwitches;
  draw: Draw;
  readyAfterMs: number;
};

/** Breaks off in the middle, as a proxy does that gives up. */
export const breakOff = (body: string): string => body.slice(0, Math.floor(body.length * 0.6)).toWellFormed();

/** Each body with its copies, and what the switches do to it. */
export function planCallbacks({ bodies, act, switches, draw, readyAfterMs }: CallbackInput): PlannedCallback[] {
  const copies = act.copies + switches.duplicates;
  return bodies.flatMap((body, place) => {
    const isMalformed = act.isMalformed || draw(`malformed ${place}`) < switches.malformed;
    const isDropped = act.isDropped || draw(`drop ${place}`) < switches.drop;
    return Array.from({ length: copies }, (_, copy) => ({
      body: isMalformed ? breakOff(body) : body,
      afterMs: readyAfterMs + Math.floor(draw(`reorder ${place} ${copy}`) * switches.reorderMs),
      isDropped,
    }));
  });
}

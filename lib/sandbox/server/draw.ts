import "server-only";
import { mix32 } from "@/lib/sandbox/world/dice";

/** A number from 0 up to 1 that follows from the seed, the team's n-th call and the purpose alone. */
export const drawOf =
  (seed: number, ordinal: number) =>
  (purpose: string): number => {
    let hash = mix32(seed ^ 0x2545f491) ^ mix32(ordinal + 0x9e3779b9);
    for (const letter of purpose) hash = mix32(hash ^ (letter.codePointAt(0) ?? 0));
    return hash / 2 ** 32;
  };

export type Draw = ReturnType<typeof drawOf>;

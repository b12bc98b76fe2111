import "server-only";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import { findPerson, type Identifiers } from "@/lib/sandbox/world/find-person";
import { magicOf } from "@/lib/sandbox/world/magic";
import { type MagicAct, type NoMatchShape, ORDINARY_ACT } from "@/lib/sandbox/world/magic-acts";
import { ordinaryPerson, type WorldPerson } from "@/lib/sandbox/world/person";
import { hasMobile } from "@/lib/sandbox/world/phones";

export type Matched = { person: WorldPerson; answerId: string; confidence: "high" | "medium" | "low" };

/** What became of one entry: someone, or the shape in which to say that nobody was found. */
export type Resolution = { asked: Identifiers; act: MagicAct; matched: Matched | null; noMatch: NoMatchShape };

/** Answers in place of the person who was asked for, always the same: the first with a mobile from here on. */
const STAND_IN_FROM = 4321;

function standIn(): WorldPerson {
  for (let index = STAND_IN_FROM; ; index += 1) {
    const person = ordinaryPerson(index);
    if (hasMobile(person.phones)) return person;
  }
}

/** A merged record's surviving id differs from the one asked for in one digit. */
const mergedId = (id: string): string => id.replace(/^6d6167696300/, "6d6167696301");

function matchOf(person: WorldPerson, confidence: "high" | "medium", act: MagicAct): Matched {
  if (act.isWeakMatch) {
    const other = standIn();
    return { person: other, answerId: other.id, confidence: "low" };
  }
  return { person, answerId: act.isMerged ? mergedId(person.id) : person.id, confidence };
}

export async function resolvePerson(asked: Identifiers, switches: SandboxSwitches): Promise<Resolution> {
  const found = await findPerson(asked);
  const act = (found && magicOf(found.person)?.act) ?? ORDINARY_ACT;
  const noMatch = act.noMatch ?? switches.noMatch;
  const matched = found && !act.noMatch ? matchOf(found.person, found.confidence, act) : null;
  return { asked, act, matched, noMatch };
}

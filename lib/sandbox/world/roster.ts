import { COMPANY_COUNT, companyAt, type Company, type EmailPattern } from "@/lib/sandbox/world/company";
import { createDice, type Dice, PURPOSE } from "@/lib/sandbox/world/dice";
import { familyNames, givenNames, toAscii } from "@/lib/sandbox/world/names";

/** One who works at a company: a name, and the local part of an address, both unique within it. */
export type Member = { first: string; last: string; local: string };
export type Roster = { company: Company; members: readonly Member[] };

const MEMBERS_MIN = 6;
const MEMBERS_SPREAD = 9;
const ROSTERS_KEPT = 128;

/** Where each company's people begin; the last entry is the number of all. */
const STARTS = new Uint16Array(COMPANY_COUNT + 1);
for (let company = 0; company < COMPANY_COUNT; company += 1) {
  const size = MEMBERS_MIN + createDice(PURPOSE.size, company).below(MEMBERS_SPREAD);
  STARTS[company + 1] = (STARTS[company] ?? 0) + size;
}

export const ORDINARY_COUNT = STARTS[COMPANY_COUNT] ?? 0;

export const firstOf = (company: number): number => STARTS[company] ?? 0;

/** The company and the place in its roster of the person with this index. */
export function placeOf(index: number): { company: number; place: number } {
  let low = 0;
  let high = COMPANY_COUNT;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (firstOf(middle) <= index) low = middle;
    else high = middle;
  }
  return { company: low, place: index - firstOf(low) };
}

const LOCAL_PARTS: Record<EmailPattern, (first: string, last: string) => string> = {
  "first.last": (first, last) => `${first}.${last}`,
  flast: (first, last) => `${first.charAt(0)}${last}`,
  first: (first) => first,
  first_last: (first, last) => `${first}_${last}`,
  firstl: (first, last) => `${first}${last.charAt(0)}`,
  "last.first": (first, last) => `${last}.${first}`,
};

function drawMember(dice: Dice, company: Company): Member {
  // One in eight comes from elsewhere, as in any firm.
  const origin = dice.chance(0.125)
    ? dice.pick(["US", "GB", "DE", "FR", "ES", "IN", "NL", "IT"])
    : company.country.code;
  const first = dice.pick(givenNames(origin));
  const last = dice.pick(familyNames(origin));
  return { first, last, local: LOCAL_PARTS[company.emailPattern](toAscii(first), toAscii(last)) };
}

/** Redraws until the address and the name are free; thirty given names and fourteen members always leave room. */
function drawRoster(index: number): Roster {
  const company = companyAt(index);
  const dice = createDice(PURPOSE.roster, index);
  const size = firstOf(index + 1) - firstOf(index);
  const taken = new Set<string>();
  const members: Member[] = [];
  while (members.length < size) {
    const member = drawMember(dice, company);
    const name = `${member.first} ${member.last}`;
    if (taken.has(member.local) || taken.has(name)) continue;
    taken.add(member.local).add(name);
    members.push(member);
  }
  return { company, members };
}

const kept = new Map<number, Roster>();

/** A company's people. The most recent ones are kept; any other is drawn again in some microseconds. */
export function rosterOf(company: number): Roster {
  const roster = kept.get(company) ?? drawRoster(company);
  kept.delete(company);
  kept.set(company, roster);
  const oldest = kept.keys().next();
  if (kept.size > ROSTERS_KEPT && !oldest.done) kept.delete(oldest.value);
  return roster;
}

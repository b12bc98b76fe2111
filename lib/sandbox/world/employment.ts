import { COMPANY_COUNT, companyName, PLACE_COUNT } from "@/lib/sandbox/world/company";
import { createDice, mix32, pickAt, PURPOSE } from "@/lib/sandbox/world/dice";
import { toId } from "@/lib/sandbox/world/ids";
import { firstOf, rosterOf } from "@/lib/sandbox/world/roster";

export type Employment = {
  id: string;
  isCurrent: boolean;
  title: string;
  organizationId: string;
  organizationName: string;
  startDate: string;
  endDate: string | null;
};

/**
 * A past employer lies one of these many companies further on: multiples of the 48 places, so it is in the same
 * country. That also runs backwards: a company's former people are found without a table.
 */
const HOPS = [3, 7, 11, 17, 19, 23, 29, 31].map((hop) => hop * PLACE_COUNT);
const PAST_MAX = 3;

function pastCount(personIndex: number): number {
  return mix32(personIndex ^ 0x3c6ef372) % (PAST_MAX + 1);
}

/** The employers before the current one, newest first. */
export function pastCompanies(personIndex: number, company: number): number[] {
  const first = mix32(personIndex ^ 0x5be0cd19) % HOPS.length;
  return Array.from({ length: pastCount(personIndex) }, (_, step) => {
    const hop = pickAt(HOPS, (first + step * 3) % HOPS.length);
    return (company + hop) % COMPANY_COUNT;
  });
}

/** The indexes of those who once worked at this company and do not now. */
export function* formerPeople(company: number): Generator<{ index: number; company: number; place: number }> {
  for (const hop of HOPS) {
    const current = (company - hop + COMPANY_COUNT) % COMPANY_COUNT;
    for (let place = 0; place < rosterOf(current).members.length; place += 1) {
      const index = firstOf(current) + place;
      if (pastCompanies(index, current).includes(company)) yield { index, company: current, place };
    }
  }
}

export type Career = { personIndex: number; company: number; title: string; juniorTitle: string };

const date = (year: number, month: number): string => `${String(year)}-${String(month).padStart(2, "0")}-01`;

/** Newest first. One in twenty holds a second current post, as the provider's people do. */
export function employmentOf({ personIndex, company, title, juniorTitle }: Career): Employment[] {
  const dice = createDice(PURPOSE.employment, personIndex);
  let year = dice.between(2018, 2025);
  const isDouble = dice.chance(0.05);
  const entry = (employer: number, place: number, isCurrent: boolean): Employment => {
    const start = isCurrent ? year : year - dice.between(2, 5);
    const endDate = isCurrent ? null : date(year, dice.between(1, 12));
    if (!isCurrent) year = start;
    return {
      id: toId("employment", personIndex * 8 + place),
      isCurrent,
      title: place === 0 ? title : juniorTitle,
      organizationId: toId("company", employer),
      organizationName: companyName(employer),
      startDate: date(start, dice.between(1, 12)),
      endDate,
    };
  };
  const past = pastCompanies(personIndex, company);
  return [company, ...past].map((employer, place) => entry(employer, place, place === 0 || (isDouble && place === 1)));
}

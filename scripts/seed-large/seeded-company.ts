import { companyAt, COMPANY_COUNT, type Company } from "@/lib/sandbox/world/company";
import { seededId } from "@/scripts/seed-large/seeded-id";
import type { World } from "@/scripts/seed-large/world";

export type SeededCompany = { id: string; apolloId: string; name: string; domain: string; base: Company };

const PEOPLE_A_COMPANY = 20;
const bases = new Map<number, Company>();

export const companiesOf = ({ people }: World): number => Math.max(1, Math.ceil(people / PEOPLE_A_COMPANY));

/** One of the emulator's, and beyond those the branches that they have in their cities. */
export function companyOf(world: World, number: number): SeededCompany {
  const index = number % COMPANY_COUNT;
  const base = bases.get(index) ?? companyAt(index);
  bases.set(index, base);
  const branch = Math.floor(number / COMPANY_COUNT);
  const name = branch === 0 ? base.name : `${base.name} ${base.city.city} ${String(branch)}`;
  return {
    id: seededId("cmp", world.from, { seed: world.seed, number }),
    apolloId: `5eed${world.seed.toString(16).padStart(8, "0")}c${number.toString(16).padStart(11, "0")}`,
    name,
    domain: branch === 0 ? base.domain : base.domain.replace(".example", `-${String(branch)}.example`),
    base,
  };
}

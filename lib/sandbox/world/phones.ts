import type { Country } from "@/lib/sandbox/world/countries";
import { createDice, type Dice, PURPOSE } from "@/lib/sandbox/world/dice";

export type PhoneType = "mobile" | "work_direct" | "work_hq" | "home" | "other";

export type WorldPhone = {
  /** E.164, or null where the provider could not make one. */
  number: string | null;
  raw: string;
  type: PhoneType;
  status: "valid_number" | "no_status" | "invalid_number";
  confidence: "high" | "medium" | "low" | null;
  dnc: "not_found" | "dnc";
};

const phone = (type: PhoneType, number: string, dice: Dice): WorldPhone => ({
  number,
  raw: number,
  type,
  status: dice.chance(0.9) ? "valid_number" : "no_status",
  confidence: type === "work_hq" ? "low" : dice.pick(["high", "high", "medium"]),
  dnc: type === "mobile" && dice.chance(0.06) ? "dnc" : "not_found",
});

/** Six in ten have a mobile, two in ten only a number at work, the others none. */
export function phonesOf(personIndex: number, country: Country, companyPhone: string): WorldPhone[] {
  const dice = createDice(PURPOSE.phone, personIndex);
  const share = dice.below(100);
  if (share < 45) return [phone("mobile", country.mobile(dice), dice)];
  if (share < 60)
    return [phone("mobile", country.mobile(dice), dice), phone("work_direct", country.landline(dice), dice)];
  if (share < 70) return [phone("work_direct", country.landline(dice), dice)];
  if (share < 80) return [phone("work_hq", companyPhone, dice)];
  return [];
}

export const hasMobile = (phones: readonly WorldPhone[]): boolean => phones.some(({ type }) => type === "mobile");

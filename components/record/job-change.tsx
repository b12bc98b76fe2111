import { BriefcaseBusiness } from "lucide-react";
import type { PersonDto } from "@/lib/people/schema";

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
const MONTH_OF_YEAR = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** "Changed jobs in October: was CTO at Acme". */
export function JobChange({ change, now }: { change: NonNullable<PersonDto["jobChange"]>; now: Date }) {
  return (
    <p className="mt-1 flex items-start gap-1.5 text-sm text-sun-ink">
      <BriefcaseBusiness aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <bdi className="min-w-0 break-words">{describeJobChange(change, now)}</bdi>
    </p>
  );
}

export function describeJobChange({ at, title, company }: NonNullable<PersonDto["jobChange"]>, now: Date): string {
  const day = new Date(at);
  const isThisYear = day.getUTCFullYear() === now.getUTCFullYear();
  const was = [title, company].filter(Boolean).join(" at ");
  return `Changed jobs in ${(isThisYear ? MONTH : MONTH_OF_YEAR).format(day)}${was && `: was ${title ? "" : "at "}${was}`}`;
}

import { isByHand, mergeDated, type Dated } from "@/lib/merge/dated-fields";
import type { Observation } from "@/lib/people/observation";
import type { Profile } from "@/lib/people/profile";

/** When an answer told of another company, and what they were before it. */
export type JobChange = { changedAt: Date; formerTitle: string | null; formerCompany: string | null };

type Company = NonNullable<Profile["company"]>;

/** One company may be spelled in two ways: the same record, the same domain or the same name is the same employer. */
export function isSameEmployer(a: Company, b: Company): boolean {
  const same = (one: string | null, other: string | null) =>
    one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
  return same(a.companyId, b.companyId) || same(a.companyDomain, b.companyDomain) || same(a.companyName, b.companyName);
}

type Step = { at: Date; company: Company; title: string | null; isByHand: boolean };

/**
 * The last change of employer that answers tell of, walked through in the order of their dates. A member's word changes what
 * is known and is no news; while it is protected, answers are none either. Null where the walk does not end at `current`.
 */
export function readJobChange(inTime: readonly Observation[], current: Profile["company"]): JobChange | null {
  const steps = oneAnInstant(inTime.flatMap(stepOf)).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const start: Walk = { known: null, change: null };
  const { known, change } = steps.reduce(walk, start);
  return known && current && isSameEmployer(known.company, current) ? change : null;
}

/** Of answers of one instant that name several companies the one counts that the record has. */
function oneAnInstant(steps: readonly Step[]): Step[] {
  const alike = Map.groupBy(steps, ({ at, isByHand }) => `${String(isByHand)} ${at.toISOString()}`);
  return [...alike.values()].flatMap((same) => (same[0]?.isByHand ? same : recorded(same)));
}

function recorded(same: readonly Step[]): Step[] {
  const none: Dated<{ company: Company | null }> = { values: { company: null }, dates: {} };
  const { values } = same.reduce(
    (known, { company, at }) => mergeDated(known, { values: { company }, dates: { company: at.toISOString() } }),
    none,
  );
  return same.filter(({ company }) => company === values.company);
}

type Walk = { known: Step | null; change: JobChange | null };

function walk({ known, change }: Walk, step: Step): Walk {
  if (!known) return { known: step, change };
  if (known.isByHand && !step.isByHand) return { known, change };
  if (step.isByHand || isSameEmployer(known.company, step.company))
    return { known: { ...step, title: step.title ?? known.title }, change };
  const { title, company } = known;
  return { known: step, change: { changedAt: step.at, formerTitle: title, formerCompany: nameOf(company) } };
}

const nameOf = ({ companyName, companyDomain }: Company) => companyName ?? companyDomain;

function stepOf({ kind, profile, fieldDates, observedAt }: Observation): Step[] {
  const { company, title = null } = profile;
  if (!company) return [];
  const own = fieldDates["company"];
  const mayBeByHand = kind === "human" || kind === "baseline" || kind === "merge";
  const at = own && !Number.isNaN(Date.parse(own)) ? new Date(own) : observedAt;
  return [{ at, company, title, isByHand: mayBeByHand && isByHand(company, own) }];
}

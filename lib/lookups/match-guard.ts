import type { LookupIdentity } from "@/lib/lookups/lookup";

/** What was answered, as far as the guard compares it. */
export type AnsweredPerson = {
  apolloId: string;
  fullName: string;
  email: string | null;
  personalEmails: readonly string[];
  linkedinUrl: string | null;
  companies: readonly { name: string | null; domain: string | null }[];
  /** The provider's own word for how sure it is; newer answers have one. */
  confidence?: string | null;
};

/** 100 = everything asked agrees. `reasons` are sentences on what does not. */
export type GuardVerdict = { score: number; reasons: string[] };

export const WEAK_BELOW = 50;
const PENALTY = { identifier: 80, name: 60, company: 40, confidence: 40, domain: 20 } as const;

/** Addresses there say nothing of an employer. */
const FREE_MAIL =
  /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|gmx|aol|proton(?:mail)?|web|mail)\.[a-z.]{2,6}$/;

/**
 * Compares who was asked for with who came back. The provider answers past employers and, among equals, a random one
 * (docs/apollo-contract.md §2.1, §9), so an answer is not proof.
 */
export function judgeMatch(asked: LookupIdentity, answered: AnsweredPerson): GuardVerdict {
  const doubts = [
    doubtLinkedin(asked, answered),
    doubtEmail(asked, answered),
    doubtName(asked, answered),
    doubtCompany(asked, answered),
    doubtConfidence(answered),
  ];
  const found = doubts.filter((doubt) => doubt !== null);
  return {
    score: Math.max(0, 100 - found.reduce((total, { penalty }) => total + penalty, 0)),
    reasons: found.map(({ reason }) => reason),
  };
}

type Doubt = { penalty: number; reason: string } | null;

function doubtLinkedin({ linkedinUrl }: LookupIdentity, answered: AnsweredPerson): Doubt {
  if (!linkedinUrl || !answered.linkedinUrl || slugOf(linkedinUrl) === slugOf(answered.linkedinUrl)) return null;
  return {
    penalty: PENALTY.identifier,
    reason: `Asked for LinkedIn “${slugOf(linkedinUrl)}”, answered “${slugOf(answered.linkedinUrl)}”.`,
  };
}

function doubtEmail({ email }: LookupIdentity, answered: AnsweredPerson): Doubt {
  const known = [answered.email, ...answered.personalEmails].filter((address) => address !== null);
  if (!email || known.length === 0 || known.some((address) => address.toLowerCase() === email.toLowerCase()))
    return null;
  const domain = email.split("@").at(-1) ?? "";
  if (FREE_MAIL.test(domain) || answered.companies.some((company) => sameDomain(company.domain, domain))) return null;
  return {
    penalty: PENALTY.domain,
    reason: `The address asked for is not among those answered, nor is ${domain} a known employer.`,
  };
}

function doubtConfidence({ confidence }: AnsweredPerson): Doubt {
  if (confidence !== "low") return null;
  return { penalty: PENALTY.confidence, reason: "Apollo itself calls the match one of low confidence." };
}

function doubtName(asked: LookupIdentity, answered: AnsweredPerson): Doubt {
  const wanted = wordsOf(asked.fullName ?? [asked.firstName, asked.lastName].filter(Boolean).join(" "));
  const given = wordsOf(answered.fullName);
  if (wanted.length === 0 || given.length === 0) return null;
  const last = wanted.at(-1) ?? "";
  const first = wanted[0] ?? "";
  const hasLast = wanted.length < 2 || given.includes(last);
  const hasFirst = given.some((word) => word.startsWith(first.slice(0, 3)) || first.startsWith(word.slice(0, 3)));
  if (hasLast && hasFirst) return null;
  return {
    penalty: hasLast || hasFirst ? PENALTY.name : PENALTY.identifier,
    reason: `Asked for “${wanted.join(" ")}”, answered “${answered.fullName}”.`,
  };
}

function doubtCompany({ companyDomain, companyName }: LookupIdentity, answered: AnsweredPerson): Doubt {
  if (!companyDomain && !companyName) return null;
  const isKnown = answered.companies.some(
    (company) =>
      sameDomain(company.domain, companyDomain) ||
      sameCompany(company.name, companyName ?? companyDomain?.split(".")[0]),
  );
  if (isKnown) return null;
  return {
    penalty: PENALTY.company,
    reason: `${companyDomain ?? companyName ?? ""} is not among the employers answered.`,
  };
}

function slugOf(url: string): string {
  return (
    url
      .toLowerCase()
      .replace(/[?#].*$/, "")
      .replace(/\/+$/, "")
      .split("/")
      .at(-1) ?? ""
  );
}

function sameDomain(known: string | null, asked: string | undefined): boolean {
  return Boolean(known && asked) && known?.toLowerCase().replace(/^www\./, "") === asked?.toLowerCase();
}

function sameCompany(known: string | null, asked: string | undefined): boolean {
  const left = wordsOf(known ?? "").join("");
  const right = wordsOf(asked ?? "").join("");
  return left !== "" && right !== "" && (left.startsWith(right) || right.startsWith(left));
}

function wordsOf(name: string): string[] {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

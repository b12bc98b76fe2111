import { findCompanyByDomain, findCompanyByName } from "@/lib/sandbox/world/company";
import { findByDigest, hasDigest, hashKindOf } from "@/lib/sandbox/world/digests";
import { formerPeople } from "@/lib/sandbox/world/employment";
import { addressesOfMagic, findMagic, isMagicCompany, MAGIC_DOMAIN, magicId } from "@/lib/sandbox/world/magic";
import {
  indexOfId,
  indexOfPersonalEmail,
  indexOfSlug,
  ordinaryPerson,
  type WorldPerson,
} from "@/lib/sandbox/world/person";
import { firstOf, rosterOf } from "@/lib/sandbox/world/roster";
import { toAscii } from "@/lib/sandbox/world/names";
import { pickAt } from "@/lib/sandbox/world/dice";

/** The identifiers of one entry, as asked; an empty text is as good as none. */
export type Identifiers = {
  id?: string | undefined;
  email?: string | undefined;
  hashedEmail?: string | undefined;
  linkedinUrl?: string | undefined;
  name?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  domain?: string | undefined;
  organizationName?: string | undefined;
};

/** How sure the match is: a strong identifier, or a name at a present or a past employer. */
export type Found = { person: WorldPerson; confidence: "high" | "medium" };

const ordinary = (index: number | null): WorldPerson | null => (index === null ? null : ordinaryPerson(index));

function findById(id: string): WorldPerson | null {
  const asked = id.trim().toLowerCase();
  return findMagic((_, place) => magicId(place) === asked) ?? ordinary(indexOfId(asked));
}

function findByEmail(email: string): WorldPerson | null {
  const asked = email.trim().toLowerCase();
  const [local = "", domain = ""] = asked.split("@");
  if (domain === MAGIC_DOMAIN) return findMagic(({ key }) => key === local);
  const company = findCompanyByDomain(domain);
  if (company === null) {
    const magic = findMagic((entry) => addressesOfMagic(entry).personalEmail === asked);
    return magic ?? ordinary(indexOfPersonalEmail(asked));
  }
  const place = rosterOf(company).members.findIndex((member) => member.local === local);
  const person = place < 0 ? null : ordinaryPerson(firstOf(company) + place);
  return person?.email === asked ? person : null;
}

async function findByHash(text: string): Promise<WorldPerson | null> {
  const asked = text.trim().toLowerCase();
  const kind = hashKindOf(asked);
  if (!kind) return null;
  const magic = findMagic((entry) => hasDigest(addressesOfMagic(entry), kind, asked));
  return magic ?? ordinary(await findByDigest(kind, asked));
}

function findByLinkedin(url: string): WorldPerson | null {
  const slug = /linkedin\.com\/in\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase();
  if (slug === undefined) return null;
  return findMagic(({ key }) => slug === `magic-${key.replace(".", "-")}`) ?? ordinary(indexOfSlug(slug));
}

/** First and last name without case, accents, spaces. Null when there is no last name: a first name alone never matches. */
function nameKey({ name, firstName, lastName }: Identifiers): string | null {
  const [first, ...rest] = (name?.trim() ?? "").split(/\s+/);
  const firstText = firstName?.trim() || (first ?? "");
  const lastText = lastName?.trim() || rest.join(" ");
  return firstText && lastText ? `${toAscii(firstText)} ${toAscii(lastText)}` : null;
}

const keyOf = ({ first, last }: { first: string; last: string }): string => `${toAscii(first)} ${toAscii(last)}`;

function findAtCompany(key: string, company: number): WorldPerson | null {
  const place = rosterOf(company).members.findIndex((member) => keyOf(member) === key);
  if (place >= 0) return ordinaryPerson(firstOf(company) + place);
  for (const former of formerPeople(company)) {
    const member = pickAt(rosterOf(former.company).members, former.place);
    if (keyOf(member) === key) return ordinaryPerson(former.index);
  }
  return null;
}

function findByName(asked: Identifiers): WorldPerson | null {
  const key = nameKey(asked);
  if (key === null) return null;
  const { domain = "", organizationName = "" } = asked;
  if (domain.trim().toLowerCase() === MAGIC_DOMAIN || isMagicCompany(organizationName)) {
    return findMagic((entry) => keyOf(entry) === key);
  }
  const company = findCompanyByDomain(domain) ?? findCompanyByName(organizationName);
  return company === null ? null : findAtCompany(key, company);
}

/** The strongest identifier that finds someone decides: id, email, hash, LinkedIn, then name with an employer. */
export async function findPerson(asked: Identifiers): Promise<Found | null> {
  const strong =
    (asked.id ? findById(asked.id) : null) ??
    (asked.email ? findByEmail(asked.email) : null) ??
    (asked.hashedEmail ? await findByHash(asked.hashedEmail) : null) ??
    (asked.linkedinUrl ? findByLinkedin(asked.linkedinUrl) : null);
  if (strong) return { person: strong, confidence: "high" };
  const named = findByName(asked);
  return named && { person: named, confidence: "medium" };
}

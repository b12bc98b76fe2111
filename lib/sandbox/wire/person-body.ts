import { organizationBody } from "@/lib/sandbox/wire/organization-body";
import type { Employment } from "@/lib/sandbox/world/employment";
import type { NoMatchShape } from "@/lib/sandbox/world/magic-acts";
import type { WorldPerson } from "@/lib/sandbox/world/person";
import { toId } from "@/lib/sandbox/world/ids";

export type PersonView = {
  /** The id that the answer carries: another one than the person's when records were merged. */
  id: string;
  confidence: "high" | "medium" | "low";
  isBulk: boolean;
  isContact: boolean;
  /** Bulk answers with an email waterfall leave both fields out (docs/apollo-contract.md §2.2). */
  hasEmailFields: boolean;
  revealsPersonalEmails: boolean;
  hashedEmail: string | null;
};

function employmentBody({ id, isCurrent, title, ...post }: Employment): Record<string, unknown> {
  return {
    _id: id,
    id,
    key: id,
    current: isCurrent,
    title,
    organization_id: post.organizationId,
    organization_name: post.organizationName,
    start_date: post.startDate,
    end_date: post.endDate,
    created_at: null,
    updated_at: null,
    degree: null,
    description: null,
    emails: null,
    grade_level: null,
    kind: null,
    major: null,
    raw_address: null,
  };
}

/** Empty in the EU and the United Kingdom whatever is on file (docs/apollo-contract.md §2.1). */
function personalEmails({ personalEmail, country }: WorldPerson): string[] {
  return personalEmail === null || country.isGdpr ? [] : [personalEmail];
}

/** The provider keeps its own copy of a saved contact, and the two drift apart. */
function contactBody(person: WorldPerson, view: PersonView): Record<string, unknown> {
  const id = toId("job", person.index);
  return {
    contact_roles: [],
    id,
    first_name: person.first.slice(0, 3),
    last_name: person.last,
    name: `${person.first.slice(0, 3)} ${person.last}`,
    linkedin_url: linkedinUrl(person),
    title: "Manager",
    contact_stage_id: toId("account", 1),
    owner_id: toId("user", 1),
    creator_id: toId("user", 1),
    person_id: view.id,
    email_needs_tickling: false,
    organization_name: person.company.name,
    source: "crm",
    original_source: "crm",
    organization_id: person.company.id,
    headline: person.headline,
    photo_url: null,
    present_raw_address: `${person.city.city}, ${person.country.name}`,
    sanitized_phone: null,
    email: person.email,
    email_status: person.emailStatus,
    email_true_status: "Verified",
    existence_level: "full",
    typed_custom_fields: {},
    phone_numbers: [],
  };
}

const linkedinUrl = ({ slug }: WorldPerson): string => `http://www.linkedin.com/in/${slug}`;

/** Longer than the network allows a handle to be, so that it is nobody's. */
const twitterUrl = ({ slug, isOnTwitter }: WorldPerson): string | null =>
  isOnTwitter ? `https://twitter.com/${slug.replaceAll("-", "_")}_practice` : null;

function emailFields({ email, emailStatus, emailConfidence }: WorldPerson): Record<string, unknown> {
  return { email, email_status: emailStatus, extrapolated_email_confidence: emailConfidence };
}

function placeFields({ city, country }: WorldPerson): Record<string, unknown> {
  return { city: city.city, state: city.state, country: country.name };
}

function jobFields({ department, seniority }: WorldPerson): Record<string, unknown> {
  const isChief = seniority === "c_suite";
  return {
    is_likely_to_engage: seniority !== "entry",
    intent_strength: null,
    show_intent: false,
    departments: isChief ? ["c_suite", department.key] : [department.key],
    subdepartments: isChief ? ["executive", department.sub] : [department.sub],
    functions: [department.fn],
    seniority,
  };
}

/** A person as match and bulk_match give one. The order of the fields is that of docs/apollo-contract.md §2.2. */
export function personBody(person: WorldPerson, view: PersonView): Record<string, unknown> {
  return {
    id: view.id,
    first_name: person.first,
    last_name: person.last,
    name: `${person.first} ${person.last}`,
    match_confidence: view.confidence,
    linkedin_url: linkedinUrl(person),
    twitter_url: twitterUrl(person),
    github_url: person.isOnGithub ? `https://github.com/${person.slug}-practice` : null,
    facebook_url: null,
    photo_url: person.hasPhoto ? `https://media.practice.example/photos/${person.id}.jpg` : null,
    title: person.title,
    headline: person.headline,
    ...(view.hasEmailFields && emailFields(person)),
    ...(view.revealsPersonalEmails && { personal_emails: personalEmails(person) }),
    ...(view.hashedEmail !== null && { hashed_email: view.hashedEmail }),
    organization_id: person.company.id,
    employment_history: person.employment.map(employmentBody),
    ...placeFields(person),
    ...(view.isContact && { contact_id: toId("job", person.index), contact: contactBody(person, view) }),
    revealed_for_current_team: true,
    organization: organizationBody(person.company, view.isBulk),
    ...jobFields(person),
  };
}

const NOTHING = {
  first_name: null,
  last_name: null,
  name: null,
  linkedin_url: null,
  twitter_url: null,
  github_url: null,
  facebook_url: null,
  photo_url: null,
  title: null,
  headline: null,
  email: null,
  email_status: null,
  organization_id: null,
  employment_history: [],
};

/** The three ways in which the provider says that it found nobody (docs/apollo-contract.md §2.5). */
export function noMatchBody(shape: NoMatchShape, ordinal: number): Record<string, unknown> | null {
  switch (shape) {
    case "null":
      return null;
    case "confidence":
      return { id: null, ...NOTHING, match_confidence: "none" };
    case "stub":
      return { id: toId("job", ordinal % 2 ** 24), ...NOTHING, revealed_for_current_team: true };
  }
}

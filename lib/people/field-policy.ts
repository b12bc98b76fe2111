/** What answers and deliveries may do to a field: fill it while it is empty, keep it current, or leave it to members. */
export const FIELD_POLICIES = ["refresh", "fill_empty", "protect"] as const;
export type FieldPolicy = (typeof FIELD_POLICIES)[number];

/** What has a policy, in the order of the settings. All addresses have one, all numbers another. */
export const POLICY_FIELDS = [
  "fullName",
  "firstName",
  "lastName",
  "title",
  "headline",
  "seniority",
  "departments",
  "company",
  "employment",
  "place",
  "timeZone",
  "linkedinUrl",
  "twitterUrl",
  "githubUrl",
  "facebookUrl",
  "emails",
  "phones",
] as const;
export type PolicyField = (typeof POLICY_FIELDS)[number];

export const FIELD_WORDS: Record<PolicyField, string> = {
  fullName: "Name",
  firstName: "First name",
  lastName: "Last name",
  title: "Title",
  headline: "Headline",
  seniority: "Seniority",
  departments: "Departments",
  company: "Company",
  employment: "Employment",
  place: "Location",
  timeZone: "Time zone",
  linkedinUrl: "LinkedIn",
  twitterUrl: "X",
  githubUrl: "GitHub",
  facebookUrl: "Facebook",
  emails: "Emails",
  phones: "Phones",
};

/** Those that differ from `refresh`. */
export type FieldPolicies = Partial<Record<PolicyField, FieldPolicy>>;

/** Reads what is stored. A word that is none is as if it were not there. */
export function readPolicies(stored: unknown): FieldPolicies {
  if (stored === null || typeof stored !== "object") return {};
  const words = new Map<string, unknown>(Object.entries(stored));
  return Object.fromEntries(
    POLICY_FIELDS.flatMap((field) => {
      const policy = FIELD_POLICIES.find((word) => word === words.get(field));
      return policy && policy !== "refresh" ? [[field, policy]] : [];
    }),
  );
}

/** Whether the policy keeps this word out: `key` is a field, or one address or number; `isFilled` says if any is known. */
export function isKeptOut(policies: FieldPolicies, key: string, isFilled: boolean): boolean {
  const policy = policies[fieldOf(key)];
  return policy === "protect" || (policy === "fill_empty" && isFilled);
}

/** The field under which a key has its policy. */
export function fieldOf(key: string): PolicyField {
  if (key.startsWith("email:")) return "emails";
  if (key.startsWith("phone:")) return "phones";
  return POLICY_FIELDS.find((field) => field === key) ?? "fullName";
}

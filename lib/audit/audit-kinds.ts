/** What the audit can be narrowed to: kinds of action, each by the nouns that its codes begin with. */
export const AUDIT_KIND_NOUNS = {
  sign_in: ["sign_in", "sign_out", "session", "setup", "password", "password_reset", "oidc_link", "account"],
  members: ["member", "invitation", "workspace", "first_run"],
  api_keys: ["api_key", "key_ring"],
  budgets: ["budget", "spending_rules", "approval"],
  reveals: ["reveal", "phone"],
  records: ["people", "tag", "list", "view", "note"],
  lookups: ["unknown", "match", "lookup", "attempt", "run"],
  deliveries: ["delivery", "webhook"],
  privacy: ["person", "field_policy", "suppression", "retention", "erasure", "privacy"],
  exports: ["usage", "audit", "export"],
  refusals: ["access", "input"],
} as const;

export type AuditKind = keyof typeof AUDIT_KIND_NOUNS;
export const AUDIT_KINDS = [
  "sign_in",
  "members",
  "api_keys",
  "budgets",
  "reveals",
  "records",
  "lookups",
  "deliveries",
  "privacy",
  "exports",
  "refusals",
] as const satisfies readonly AuditKind[];

export const AUDIT_KIND_WORDS: Record<AuditKind, string> = {
  sign_in: "Signing in and out",
  members: "Members",
  api_keys: "API keys",
  budgets: "Budgets",
  reveals: "Reveals",
  records: "Tags, lists and owners",
  lookups: "Lookups",
  deliveries: "Deliveries",
  privacy: "Privacy",
  exports: "Exports and the audit",
  refusals: "Refused",
};

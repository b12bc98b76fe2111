import type { SuppressionKind, SuppressionReason } from "@/lib/suppressions/suppression";

export const KIND_LABELS: Record<SuppressionKind, string> = {
  email: "Email",
  email_hash: "Hashed email",
  linkedin: "LinkedIn profile",
  domain: "Domain",
  phone: "Phone number",
  apollo: "Apollo ID",
  name_domain: "Name at a company",
};

export const REASON_LABELS: Record<SuppressionReason, string> = {
  do_not_contact: "Do not contact",
  objected: "Objected",
  erased: "Erased",
  customer: "Customer",
  other: "Other",
};

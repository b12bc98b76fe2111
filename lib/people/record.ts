import * as z from "zod/mini";
import { EDITABLE_FIELDS } from "@/lib/people/editable";

const text = z.nullable(z.string());
const id = z.string().check(z.maxLength(64));

/** Where a value came from. `lookup` where the viewer may see it. */
export const Provenance = z.object({
  source: z.enum(["baseline", "lookup", "delivery", "human", "merge"]),
  at: z.iso.datetime(),
  /** The member who wrote it. */
  by: text,
  lookup: z.nullable(z.object({ id: z.string(), who: z.string(), credits: z.string() })),
  /** Answers leave it alone. */
  isProtected: z.boolean(),
});
export type Provenance = z.infer<typeof Provenance>;

/** What stands behind a person's page: where each value came from, and what can be done about it. */
export const PersonRecord = z.object({
  values: z.record(z.enum(EDITABLE_FIELDS), text),
  /** By field; a field without an entry was never given. */
  fields: z.record(z.string(), Provenance),
  /** By the ids of addresses and numbers. */
  contacts: z.record(z.string(), Provenance),
  mayEdit: z.boolean(),
  /** Those of the shown lookups whose word is kept: `undone` or not. */
  undoable: z.array(z.object({ lookupId: z.string(), isUndone: z.boolean() })),
  /** Records that share a name with this one and are not known to be somebody else. */
  duplicates: z.array(z.object({ id: z.string(), name: z.string(), title: text, company: text, shared: z.string() })),
  /** Records that were merged into this one. */
  merges: z.array(z.object({ id: z.string(), name: z.string(), at: z.iso.datetime(), by: text })),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

export const EditFieldInput = z.object({
  personId: id,
  field: z.enum(EDITABLE_FIELDS),
  value: z.string().check(z.trim(), z.maxLength(300, "At most 300 characters.")),
});
export type EditFieldInput = z.infer<typeof EditFieldInput>;

export const ReleaseFieldInput = z.object({ personId: id, field: z.enum(EDITABLE_FIELDS) });
export type ReleaseFieldInput = z.infer<typeof ReleaseFieldInput>;

export const HAND_EMAIL_KINDS = ["work", "personal"] as const;
export const HAND_PHONE_TYPES = ["mobile", "work_direct", "work_hq", "home", "other"] as const;

const label = z._default(z.string().check(z.trim(), z.maxLength(40, "At most 40 characters.")), "");

/** An address or a number by hand. With `id`: in place of that one. */
export const SaveEmailInput = z.object({
  personId: id,
  id: z.optional(id),
  address: z.string().check(z.trim(), z.minLength(1, "Give an address."), z.maxLength(254, "That is too long.")),
  kind: z.enum(HAND_EMAIL_KINDS),
  label,
});
export type SaveEmailInput = z.infer<typeof SaveEmailInput>;

export const SavePhoneInput = z.object({
  personId: id,
  id: z.optional(id),
  number: z.string().check(z.trim(), z.minLength(1, "Give a number."), z.maxLength(40, "That is too long.")),
  type: z.enum(HAND_PHONE_TYPES),
  label,
});
export type SavePhoneInput = z.infer<typeof SavePhoneInput>;

export const CONTACT_MARKS = ["primary", "not_primary", "wrong", "right"] as const;

/** One address or number, by its id. */
export const MarkContactInput = z.object({ id, mark: z.enum(CONTACT_MARKS) });
export type MarkContactInput = z.infer<typeof MarkContactInput>;

export const ContactRef = z.object({ id });
export type ContactRef = z.infer<typeof ContactRef>;

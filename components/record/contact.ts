import type { EmailDto, PhoneDto } from "@/lib/people/schema";

/** An address or a number as the menu and the form know it. */
export type Contact = {
  kind: "email" | "phone";
  id: string;
  value: string;
  /** As a person reads it. */
  shown: string;
  type: string;
  label: string;
  isPrimary: boolean;
  isWrong: boolean;
  /** Covered: it cannot be typed anew from here. */
  isMasked: boolean;
};

export const contactOfEmail = ({ id, address, kind, label, isPrimary, isWrong }: EmailDto): Contact => ({
  ...{ kind: "email", id, value: address, shown: address, type: kind === "personal" ? "personal" : "work" },
  ...{ label: label ?? "", isPrimary, isWrong, isMasked: false },
});

export const contactOfPhone = (phone: PhoneDto): Contact => ({
  ...{ kind: "phone", id: phone.id, value: phone.number, shown: phone.formatted, type: phone.type ?? "other" },
  ...{ label: phone.label ?? "", isPrimary: phone.isPrimary, isWrong: phone.isWrong, isMasked: phone.isMasked },
});

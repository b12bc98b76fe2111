import { BadgeCheck, CircleHelp, CircleSlash, Lightbulb, UserRound, type LucideIcon } from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";
import type { Tone } from "@/components/ui/badge";

type Look = { icon: LucideIcon; tone: Tone; word: string; title: string };

const VERIFIED: Look = {
  icon: BadgeCheck,
  tone: "success",
  word: "Verified",
  title: "Apollo has checked this address",
};
const GUESSED: Look = {
  icon: Lightbulb,
  tone: "warning",
  word: "Guessed",
  title: "Made from the company's pattern; it may bounce",
};
const UNVERIFIED: Look = {
  icon: CircleHelp,
  tone: "neutral",
  word: "Unverified",
  title: "Nobody has checked this address",
};
const UNAVAILABLE: Look = {
  icon: CircleSlash,
  tone: "danger",
  word: "Unavailable",
  title: "This address is not in use",
};
const PERSONAL: Look = { icon: UserRound, tone: "info", word: "Personal", title: "A private address" };

/** The provider's words are an open set (docs/apollo-contract.md §2.3); one that is not here counts as unverified. */
const LOOKS: Record<string, Look> = {
  verified: VERIFIED,
  extrapolated: GUESSED,
  guessed: GUESSED,
  "likely to engage": GUESSED,
  unavailable: UNAVAILABLE,
  bounced: { ...UNAVAILABLE, word: "Bounced" },
  invalid: { ...UNAVAILABLE, word: "Invalid" },
};

type EmailStatusProps = { status: string | null; kind?: string };

/** What is known of an address, in colour, icon and word. A personal address nobody checked is only called personal. */
export function EmailStatus({ status, kind = "work" }: EmailStatusProps) {
  const checked = status === null ? null : (LOOKS[status.toLowerCase()] ?? UNVERIFIED);
  const isPersonal = kind === "personal";
  return (
    <>
      {isPersonal && <Chip look={PERSONAL} />}
      {(checked ?? (isPersonal ? null : UNVERIFIED)) && <Chip look={checked ?? UNVERIFIED} />}
    </>
  );
}

function Chip({ look: { icon, tone, word, title } }: { look: Look }) {
  return (
    <StatusChip icon={icon} tone={tone} title={title}>
      {word}
    </StatusChip>
  );
}

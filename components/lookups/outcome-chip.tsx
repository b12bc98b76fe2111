import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Eraser,
  Eye,
  Hourglass,
  PhoneCall,
  PhoneOff,
  Search,
  Stamp,
  Undo2,
  ShieldBan,
  UserX,
  type LucideIcon,
} from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";
import type { Tone } from "@/components/ui/badge";
import type { LookupOutcome, PendingState } from "@/lib/lookups/lookup";

type Chip = { icon: LucideIcon; tone: Tone; word: string; isActive?: boolean };

const OUTCOMES: Record<LookupOutcome, Chip> = {
  awaiting_approval: { icon: Stamp, tone: "sun", word: "Waiting for approval", isActive: true },
  queued: { icon: Hourglass, tone: "info", word: "Queued", isActive: true },
  looking_up: { icon: Search, tone: "info", word: "Looking up", isActive: true },
  matched: { icon: CircleCheck, tone: "success", word: "Matched" },
  no_match: { icon: CircleX, tone: "neutral", word: "No match" },
  needs_a_look: { icon: Eye, tone: "warning", word: "Needs a look" },
  turned_down: { icon: UserX, tone: "neutral", word: "Not this person" },
  failed: { icon: CircleAlert, tone: "danger", word: "Failed" },
  unknown: { icon: CircleHelp, tone: "warning", word: "Unknown outcome" },
  refused: { icon: Ban, tone: "neutral", word: "Refused" },
  withdrawn: { icon: Undo2, tone: "neutral", word: "Withdrawn" },
  suppressed: { icon: ShieldBan, tone: "neutral", word: "Suppressed" },
  erased: { icon: Eraser, tone: "neutral", word: "Erased" },
};

const PHONES: Record<PendingState, Chip | null> = {
  not_asked: null,
  waiting: { icon: Clock, tone: "info", word: "Phone pending", isActive: true },
  delivered: { icon: PhoneCall, tone: "success", word: "Phone arrived" },
  none_found: { icon: PhoneOff, tone: "neutral", word: "No phone on file" },
  failed: { icon: PhoneOff, tone: "danger", word: "Phone failed" },
  late: { icon: Clock, tone: "warning", word: "Phone late" },
  expired: { icon: PhoneOff, tone: "neutral", word: "Phone expired" },
};

const WATERFALLS: Record<PendingState, Chip | null> = {
  not_asked: null,
  waiting: { icon: Clock, tone: "info", word: "Waterfall running", isActive: true },
  delivered: { icon: CircleCheck, tone: "success", word: "Waterfall delivered" },
  none_found: { icon: CircleX, tone: "neutral", word: "Waterfall found nothing" },
  failed: { icon: CircleAlert, tone: "danger", word: "Waterfall failed" },
  late: { icon: Clock, tone: "warning", word: "Waterfall late" },
  expired: { icon: CircleX, tone: "neutral", word: "Waterfall expired" },
};

export function OutcomeChip({ outcome }: { outcome: LookupOutcome }) {
  return <Shown chip={OUTCOMES[outcome]} />;
}

export function PhoneStateChip({ state }: { state: PendingState }) {
  return <Shown chip={PHONES[state]} />;
}

export function WaterfallStateChip({ state }: { state: PendingState }) {
  return <Shown chip={WATERFALLS[state]} />;
}

export const OUTCOME_WORDS = Object.entries(OUTCOMES).map(([value, { word }]) => ({ value, word }));
export const PHONE_STATE_WORDS = Object.entries(PHONES).map(([value, chip]) => ({
  value,
  word: chip?.word ?? "Not asked",
}));

function Shown({ chip }: { chip: Chip | null }) {
  if (!chip) return null;
  return (
    <StatusChip icon={chip.icon} tone={chip.tone} isActive={chip.isActive ?? false}>
      {chip.word}
    </StatusChip>
  );
}

import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleStop,
  CircleX,
  Copy,
  Eye,
  Hourglass,
  Search,
  ShieldBan,
  Sparkles,
  type LucideIcon,
} from "lucide-react";
import type { Tone } from "@/components/ui/badge";
import type { RowState } from "@/lib/runs/run";

type Chip = { icon: LucideIcon; tone: Tone; word: string; isActive?: boolean };

/** In the order of the tabs. */
export const ROW_CHIPS: Record<RowState, Chip> = {
  matched: { icon: CircleCheck, tone: "success", word: "Matched" },
  needs_a_look: { icon: Eye, tone: "warning", word: "Needs a look" },
  no_match: { icon: CircleX, tone: "neutral", word: "No match" },
  sending: { icon: Search, tone: "info", word: "Looking up", isActive: true },
  queued: { icon: Hourglass, tone: "neutral", word: "Waiting" },
  ready: { icon: CircleDashed, tone: "neutral", word: "To be sent" },
  failed: { icon: CircleAlert, tone: "danger", word: "Failed" },
  unknown: { icon: CircleHelp, tone: "warning", word: "Unknown outcome" },
  ours: { icon: Sparkles, tone: "sun", word: "Already ours" },
  duplicate: { icon: Copy, tone: "neutral", word: "Duplicate" },
  invalid: { icon: Ban, tone: "warning", word: "Invalid" },
  suppressed: { icon: ShieldBan, tone: "neutral", word: "Suppressed" },
  stopped: { icon: CircleStop, tone: "neutral", word: "Never sent" },
};

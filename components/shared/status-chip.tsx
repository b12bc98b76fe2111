import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";

type StatusChipProps = {
  icon: LucideIcon;
  tone?: Tone;
  /** The work goes on: the icon breathes. */
  isActive?: boolean;
  title?: string;
  children: ReactNode;
};

/** A state in colour, icon and word: never in colour alone. */
export function StatusChip({ icon: Icon, tone = "neutral", isActive = false, title, children }: StatusChipProps) {
  return (
    <Badge tone={tone} title={title}>
      <Icon aria-hidden className={cn(isActive && "motion-safe:animate-breathe")} />
      <span className="truncate">{children}</span>
    </Badge>
  );
}

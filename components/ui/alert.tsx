import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const TONES = {
  info: { Icon: Info, classes: "border-info-border bg-info-soft", ink: "text-info-ink" },
  success: { Icon: CircleCheck, classes: "border-success-border bg-success-soft", ink: "text-success-ink" },
  warning: { Icon: TriangleAlert, classes: "border-warning-border bg-warning-soft", ink: "text-warning-ink" },
  danger: { Icon: CircleAlert, classes: "border-danger-border bg-danger-soft", ink: "text-danger-ink" },
} as const;

type AlertProps = {
  tone?: keyof typeof TONES;
  title: string;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A danger alert interrupts a screen reader; the others wait for a pause. */
export function Alert({ tone = "info", title, action, className, children }: AlertProps) {
  const { Icon, classes, ink } = TONES[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={cn("d:flex d:gap-2.5 d:rounded-lg d:border d:px-3 d:py-2.5 d:text-sm", classes, className)}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", ink)} />
      <div className="min-w-0 flex-1">
        <p className={cn("font-medium", ink)}>{title}</p>
        {children && <div className="mt-0.5 break-words text-foreground">{children}</div>}
      </div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  );
}

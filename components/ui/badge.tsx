import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

const badgeStyle = cva(
  "inline-flex h-5 max-w-full items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "border-border bg-hover text-muted-foreground",
        sun: "border-sun-border bg-sun-soft text-sun-ink",
        success: "border-success-border bg-success-soft text-success-ink",
        warning: "border-warning-border bg-warning-soft text-warning-ink",
        danger: "border-danger-border bg-danger-soft text-danger-ink",
        info: "border-info-border bg-info-soft text-info-ink",
        practice: "border-practice-border bg-practice-soft text-practice-ink",
        plain: "border-transparent px-0 text-muted-foreground",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeStyle>["tone"]>;

export function Badge({ className, tone, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span className={cn(badgeStyle({ tone }), className)} {...props} />;
}

import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

const badgeStyle = cva(
  "d:inline-flex d:h-5 d:max-w-full d:items-center d:gap-1 d:rounded-sm d:border d:px-1.5 d:text-xs d:font-medium d:whitespace-nowrap [&_svg]:d:size-3 [&_svg]:d:shrink-0",
  {
    variants: {
      tone: {
        neutral: "d:border-border d:bg-hover d:text-muted-foreground",
        sun: "d:border-sun-border d:bg-sun-soft d:text-sun-ink",
        success: "d:border-success-border d:bg-success-soft d:text-success-ink",
        warning: "d:border-warning-border d:bg-warning-soft d:text-warning-ink",
        danger: "d:border-danger-border d:bg-danger-soft d:text-danger-ink",
        info: "d:border-info-border d:bg-info-soft d:text-info-ink",
        practice: "d:border-practice-border d:bg-practice-soft d:text-practice-ink",
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

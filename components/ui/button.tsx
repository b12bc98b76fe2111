import { cva, type VariantProps } from "class-variance-authority";
import * as Slot from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export const buttonStyle = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none",
    "transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
    "[&_svg]:pointer-events-none [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "border-transparent bg-sun text-sun-foreground hover:bg-sun-hover",
        secondary: "border-border-strong bg-card text-foreground hover:bg-hover",
        ghost: "border-transparent text-muted-foreground hover:bg-hover hover:text-foreground",
        danger: "border-transparent bg-danger text-danger-foreground hover:bg-danger/90",
        link: "h-auto border-transparent p-0 text-foreground underline decoration-input underline-offset-3 hover:decoration-foreground",
      },
      size: {
        sm: "h-7 px-2.5 text-xs [&_svg]:size-3.5",
        md: "h-8 px-3 text-sm max-sm:h-10 [&_svg]:size-4",
        lg: "h-10 px-4 text-base [&_svg]:size-4",
        icon: "size-8 text-sm max-sm:size-10 [&_svg]:size-4",
        "icon-sm": "size-7 text-xs [&_svg]:size-3.5",
      },
    },
    compoundVariants: [{ variant: "link", className: "h-auto px-0 max-sm:h-auto" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle> & { asChild?: boolean };

/** `type` is "button" unless said otherwise, so that no button submits a form by accident. */
export function Button({ className, variant, size, asChild = false, type = "button", ...props }: ButtonProps) {
  const classes = cn(buttonStyle({ variant, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return <button type={type} className={classes} {...props} />;
}

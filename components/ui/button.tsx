import { cva, type VariantProps } from "class-variance-authority";
import * as Slot from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export const buttonStyle = cva(
  [
    "d:inline-flex d:shrink-0 d:items-center d:justify-center d:gap-1.5 d:rounded-md d:border d:font-medium d:whitespace-nowrap d:select-none",
    "d:transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
    "[&_svg]:d:pointer-events-none [&_svg]:d:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "d:border-transparent d:bg-sun d:text-sun-foreground hover:bg-sun-hover",
        secondary: "d:border-border-strong d:bg-card d:text-foreground hover:bg-hover",
        ghost: "d:border-transparent d:text-muted-foreground hover:bg-hover hover:text-foreground",
        danger: "d:border-transparent d:bg-danger d:text-danger-foreground hover:bg-danger/90",
        link: "h-auto border-transparent px-0 text-foreground underline decoration-input underline-offset-3 hover:decoration-foreground",
      },
      size: {
        sm: "d:h-7 d:px-2.5 d:text-xs [&_svg]:d:size-3.5",
        md: "d:h-8 d:px-3 d:text-sm max-sm:d:h-10 [&_svg]:d:size-4",
        lg: "d:h-10 d:px-4 d:text-base [&_svg]:d:size-4",
        icon: "d:size-8 d:text-sm max-sm:d:size-10 [&_svg]:d:size-4",
        "icon-sm": "d:size-7 d:text-xs [&_svg]:d:size-3.5",
      },
    },
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

"use client";

import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

type SubmitButtonProps = Omit<ComponentProps<typeof Button>, "type" | "asChild"> & {
  isPending: boolean;
  pendingLabel?: string;
};

/**
 * Stays focusable while pending (a disabled button would drop the focus) and then swallows clicks. So it does with the
 * second click of a double click, which may come before anybody has drawn that it is pending: it would send a thing twice.
 */
export function SubmitButton({ isPending, pendingLabel, children, variant = "primary", ...props }: SubmitButtonProps) {
  return (
    <Button
      {...props}
      type="submit"
      variant={variant}
      aria-disabled={isPending || undefined}
      onClick={(event) => {
        if (isPending || event.detail > 1) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {isPending && <Spinner />}
      {isPending ? (pendingLabel ?? children) : children}
    </Button>
  );
}

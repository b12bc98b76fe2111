"use client";

import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

type SubmitButtonProps = Omit<ComponentProps<typeof Button>, "type" | "asChild"> & {
  isPending: boolean;
  pendingLabel?: string;
};

/** Stays focusable while pending (a disabled button would drop the focus) and then swallows clicks. */
export function SubmitButton({ isPending, pendingLabel, children, variant = "primary", ...props }: SubmitButtonProps) {
  return (
    <Button
      {...props}
      type="submit"
      variant={variant}
      aria-disabled={isPending || undefined}
      onClick={(event) => {
        if (isPending) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {isPending && <Spinner />}
      {isPending ? (pendingLabel ?? children) : children}
    </Button>
  );
}

"use client";

import { CircleAlert } from "lucide-react";
import { useId, useMemo, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { FieldContext, type FieldControl } from "@/components/ui/field-context";
import { Label } from "@/components/ui/label";

type FieldProps = {
  label: string;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** `inline` puts the control (a switch or a checkbox) before its label. */
  layout?: "stacked" | "inline";
  /** Stands at the end of the label's line: a price, a counter, a link. */
  aside?: ReactNode;
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** A labelled control. The control inside takes its id, description and validity from here. */
export function Field({ layout = "stacked", className, children, ...props }: FieldProps) {
  const id = useId();
  const { help, error, required = false } = props;
  const control = useMemo<FieldControl>(() => {
    const describedBy = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
    return {
      id,
      ...(describedBy && { "aria-describedby": describedBy }),
      ...(error && { "aria-invalid": true }),
      ...(required && { required: true }),
    };
  }, [id, help, error, required]);
  return (
    <FieldContext value={control}>
      {layout === "inline" ? (
        <div className={cn("d:grid d:grid-cols-[auto_1fr] d:items-start d:gap-x-2.5 d:gap-y-0.5", className)}>
          <span className="flex h-5 items-center">{children}</span>
          <FieldLabel id={id} {...props} />
          <FieldNotes id={id} className="col-start-2" {...props} />
        </div>
      ) : (
        <div className={cn("d:grid d:min-w-0 d:content-start d:gap-1.5", className)}>
          <FieldLabel id={id} {...props} />
          {children}
          <FieldNotes id={id} {...props} />
        </div>
      )}
    </FieldContext>
  );
}

function FieldLabel({
  id,
  label,
  aside,
  hideLabel,
}: Pick<FieldProps, "label" | "aside" | "hideLabel"> & { id: string }) {
  return (
    <div className={cn("flex min-w-0 items-baseline justify-between gap-3", hideLabel && !aside && "sr-only")}>
      <Label htmlFor={id} className={cn(hideLabel && "sr-only")}>
        {label}
      </Label>
      {aside && <span className="shrink-0 text-xs text-muted-foreground">{aside}</span>}
    </div>
  );
}

function FieldNotes({ id, help, error, className }: Pick<FieldProps, "help" | "error" | "className"> & { id: string }) {
  if (!help && !error) return null;
  return (
    <div className={cn("d:grid d:gap-1 d:text-xs", className)}>
      {error && (
        <p id={`${id}-error`} className="flex gap-1 text-danger-ink">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-muted-foreground">
          {help}
        </p>
      )}
    </div>
  );
}

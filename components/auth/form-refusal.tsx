import { Alert } from "@/components/ui/alert";
import type { PublicError } from "@/lib/result/result";

type FormRefusalProps = { title: string; error: Pick<PublicError, "message" | "fields"> & Partial<PublicError> };

/** Why a form was refused as a whole; what is wrong with one field stands at that field. */
export function FormRefusal({ title, error }: FormRefusalProps) {
  if (error.code === "invalid_input") return null;
  return (
    <Alert tone="danger" title={title}>
      {error.message}
      {error.code === "internal" && ` Reference: ${error.reference ?? ""}`}
    </Alert>
  );
}

"use client";

import { createContext, use } from "react";

export type FieldControl = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  required?: true;
};

export const FieldContext = createContext<FieldControl | null>(null);

/** What a control inside a `<Field>` must carry to be tied to its label, help and error; empty outside of one. */
export function useFieldControl(): Partial<FieldControl> {
  return use(FieldContext) ?? {};
}

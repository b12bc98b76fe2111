import "server-only";
import { notFound } from "next/navigation";
import { tellingRefusals } from "@/lib/auth/refusals";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";

/** Which page was asked, for what, and by whom. */
export type PageCall = { viewer: Viewer; where: string; id: string };

/** For pages: what a use case refuses as `not_found` is the not-found page; every other failure stays a failure. */
export async function foundOr404<T>(found: Promise<T>, call?: PageCall): Promise<T> {
  const told = call ? tellingRefusals({ ...call, given: { id: call.id } }, () => found) : found;
  return told.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
}

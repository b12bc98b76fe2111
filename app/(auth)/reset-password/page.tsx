import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ResetPasswordForm } from "@/components/members/reset-password-form";
import { findOpenReset } from "@/lib/members/server/password-reset-store";

export const metadata: Metadata = { title: "New password" };

type ResetPasswordPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Whoever has the link; a 404 for everybody else, and for everybody once it has been used. */
export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { token } = await searchParams;
  const reset = typeof token === "string" ? await findOpenReset(token) : null;
  if (typeof token !== "string" || !reset) notFound();
  return <ResetPasswordForm token={token} name={reset.name} email={reset.email} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SetupForm } from "@/components/auth/setup-form";
import { isSetupOpen } from "@/lib/workspaces/server/complete-setup";

export const metadata: Metadata = { title: "Set up" };

type SetupPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Whoever has the one-time link; a 404 for everybody else, and for everybody once it has been used. */
export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams;
  if (typeof token !== "string" || !(await isSetupOpen(token))) notFound();
  return <SetupForm token={token} />;
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { findViewer } from "@/lib/auth/require-viewer";
import { toSameOriginPath } from "@/lib/auth/same-origin-path";
import { env } from "@/lib/env/server";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Anyone; whoever is signed in goes straight on. `callbackUrl` and `error` come from next-auth's own redirects. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, callbackUrl, error } = await searchParams;
  const target = next ?? callbackUrl;
  const path = toSameOriginPath(typeof target === "string" ? target : null, env.APP_URL);
  if (await findViewer()) redirect(path);
  return <SignInForm next={path} isRefused={error === "CredentialsSignin"} />;
}

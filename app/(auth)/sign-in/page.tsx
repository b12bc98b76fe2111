import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EntryRefused } from "@/components/auth/entry-refused";
import { ProviderSignIn } from "@/components/auth/provider-sign-in";
import { SignInForm } from "@/components/auth/sign-in-form";
import { toEntryRefusal } from "@/lib/auth/entry-refusals";
import { oidc } from "@/lib/auth/oidc";
import { findViewer } from "@/lib/auth/require-viewer";
import { toSameOriginPath } from "@/lib/auth/same-origin-path";
import { env } from "@/lib/env/server";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Anyone; whoever is signed in goes straight on. `callbackUrl` comes from next-auth's own redirects. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, callbackUrl, error } = await searchParams;
  const target = next ?? callbackUrl;
  const path = toSameOriginPath(typeof target === "string" ? target : null, env.APP_URL);
  if (await findViewer()) redirect(path);
  const refusal = toEntryRefusal(error);
  if (oidc && refusal?.title) {
    return <EntryRefused title={refusal.title} say={refusal.say} providerName={oidc.name} next={path} />;
  }
  return (
    <>
      <SignInForm next={path} refusal={refusal?.say ?? null} />
      {oidc && <ProviderSignIn name={oidc.name} next={path} />}
    </>
  );
}

import { KeyRound } from "lucide-react";
import { Button } from "@/components/ui/button";

type ProviderSignInProps = {
  /** What the identity provider is called. */
  name: string;
  /** The path to go on to. */
  next: string;
};

/** A plain link, which works before any script has run. */
export function ProviderSignIn({ name, next }: ProviderSignInProps) {
  return (
    <div className="mt-5 grid gap-5">
      <p className="flex items-center gap-3 text-xs text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </p>
      <Button asChild size="lg" className="min-w-0">
        <a href={providerHref(next)}>
          <KeyRound aria-hidden />
          <span className="truncate">Sign in with {name}</span>
        </a>
      </Button>
    </div>
  );
}

/** `asSomebodyElse` makes the provider ask again who it is. */
export function providerHref(next: string, { asSomebodyElse = false } = {}): string {
  const query = new URLSearchParams({ callbackUrl: next, ...(asSomebodyElse && { prompt: "login" }) });
  return `/api/auth/signin/oidc?${query.toString()}`;
}

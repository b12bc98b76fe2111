import Link from "next/link";
import { providerHref } from "@/components/auth/provider-sign-in";
import { Button } from "@/components/ui/button";

type EntryRefusedProps = {
  title: string;
  say: string;
  /** What the identity provider is called. */
  providerName: string;
  next: string;
};

/** For somebody whom the identity provider knows and this installation does not let in: why, and whom to ask. */
export function EntryRefused({ title, say, providerName, next }: EntryRefusedProps) {
  return (
    <div className="grid gap-5">
      <header className="grid gap-2">
        <h1 className="text-lg font-semibold">{title}</h1>
        <p className="text-sm text-muted-foreground">{say}</p>
      </header>
      <div className="grid gap-2">
        <Button asChild variant="primary" size="lg">
          <Link href={next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`}>Back to sign-in</Link>
        </Button>
        <Button asChild variant="ghost" size="lg" className="min-w-0">
          <a href={providerHref(next, { asSomebodyElse: true })}>
            <span className="truncate">Use another account of {providerName}</span>
          </a>
        </Button>
      </div>
    </div>
  );
}

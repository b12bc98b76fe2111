import { ToggleRight } from "lucide-react";
import Link from "next/link";
import { lookupHref } from "@/components/lookups/lookup-href";
import { ASK_LABELS, optionsOf } from "@/components/sandbox/magic-groups";
import { CopyButton } from "@/components/shared/copy-button";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { MagicSample } from "@/lib/sandbox/schema";

export function MagicRow({ person }: { person: MagicSample }) {
  const { name, lookUp, expect, ask } = person;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2 border-b px-4 py-2.5 last:border-b-0 hover:bg-hover md:grid-cols-[minmax(0,17rem)_1fr_auto]">
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="flex items-center gap-1 text-xs text-muted-foreground">
          <span className="min-w-0 truncate figures">{lookUp}</span>
          <CopyButton value={lookUp} label={`Copy what finds ${name}`} className="-my-1 shrink-0" />
        </p>
      </div>
      <div className="grid gap-1.5 max-md:order-last max-md:col-span-2">
        <p className="max-w-prose">{expect}</p>
        {ask.length > 0 && (
          <p className="flex flex-wrap items-center gap-1.5 text-xs text-muted-foreground">
            With
            {ask.map((option) => (
              <Badge key={option}>
                <ToggleRight aria-hidden />
                {ASK_LABELS[option]}
              </Badge>
            ))}
          </p>
        )}
      </div>
      <Button asChild size="sm">
        <Link href={lookupHref(lookUp, optionsOf(ask))} prefetch={false}>
          Look up<span className="sr-only"> {name}</span>
        </Link>
      </Button>
    </li>
  );
}

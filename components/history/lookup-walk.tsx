"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useLookupKeys, type Walk } from "@/components/history/use-walk";
import type { KeyMeaning } from "@/components/shell/page-keys-store";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

const KEYS: readonly KeyMeaning[] = [
  ["j  k", "Next and previous lookup of the list"],
  ["u", "Next that nobody has reviewed"],
];

/** Previous and next within the list, and how far down this one is; for who reviews, what is left of it. */
export function LookupWalk({ walk: { place, total, go } }: { walk: Walk }) {
  const toNewer = () => {
    go(place?.newerId);
  };
  const toOlder = () => {
    go(place?.olderId);
  };
  const toUnread = () => {
    go(place?.review?.nextId);
  };
  useLookupKeys(KEYS, { j: toOlder, ArrowRight: toOlder, k: toNewer, ArrowLeft: toNewer, u: toUnread });
  return (
    <nav aria-label="Within the list" className="flex flex-wrap items-center gap-2">
      {place?.review && (
        <>
          <span role="status" className="text-xs text-muted-foreground">
            {leftWords(place.review.left)}
          </span>
          <Button onClick={toUnread} aria-disabled={place.review.nextId === null || undefined}>
            Next unreviewed{" "}
            <Kbd aria-hidden className="max-sm:hidden">
              u
            </Kbd>
          </Button>
        </>
      )}
      <span className="flex items-center gap-1.5">
        <span className="mr-1 min-w-14 text-right figures text-xs text-muted-foreground">
          {positionWords(place?.position, total)}
        </span>
        <Button
          size="icon"
          aria-label="Previous lookup"
          title="Previous (k)"
          aria-disabled={!place?.newerId || undefined}
          onClick={toNewer}
        >
          <ChevronUp aria-hidden />
        </Button>
        <Button
          size="icon"
          aria-label="Next lookup"
          title="Next (j)"
          aria-disabled={!place?.olderId || undefined}
          onClick={toOlder}
        >
          <ChevronDown aria-hidden />
        </Button>
      </span>
    </nav>
  );
}

function leftWords(left: number | null): string {
  if (left === null) return "More than 1,000 left to review";
  return left === 0 ? "All reviewed" : `${left.toLocaleString("en")} left to review`;
}

function positionWords(position: number | null | undefined, total: number | null | undefined): string {
  if (!position) return "";
  const of = total === null ? "1,000+" : total?.toLocaleString("en");
  return of === undefined ? position.toLocaleString("en") : `${position.toLocaleString("en")} of ${of}`;
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/lookups/use-debounced";
import { normaliseIdentity } from "@/lib/lookups/normalise";
import { lookupQueries } from "@/lib/lookups/queries";
import type { KnownAnswer, RequestLookupInput } from "@/lib/lookups/schema";

const SETTLES_AFTER_MS = 250;

/** Whether the person being typed is ours already; null while nobody fits or too little is typed. */
export function useKnownAnswer(typed: RequestLookupInput): KnownAnswer | null {
  const text = useDebounced(JSON.stringify(typed), SETTLES_AFTER_MS);
  const settled = JSON.parse(text) as RequestLookupInput;
  const isEnough = normaliseIdentity(settled).ok;
  const { isRefresh: _, ...wish } = settled;
  const { data } = useQuery({
    ...lookupQueries.preview(wish),
    enabled: isEnough,
    placeholderData: keepPreviousData,
  });
  return isEnough && normaliseIdentity(typed).ok ? (data?.known ?? null) : null;
}

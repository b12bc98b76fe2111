"use client";

import { PhoneRow } from "@/components/people/phone-row";
import { PhoneStateChip } from "@/components/people/phone-state-chip";
import { useNewcomers } from "@/components/people/use-arrived";
import { LiveRegion } from "@/components/shared/live-region";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { PendingState } from "@/lib/lookups/lookup";
import type { PhoneDto } from "@/lib/people/schema";

type PhonesRegionProps = {
  phones: readonly PhoneDto[];
  state: PendingState;
  /** ISO time of the request that is awaited. */
  askedAt?: string | null | undefined;
};

/** The labelled place where numbers stand and arrive. Numbers that come while it is on screen are marked for a moment. */
export function PhonesRegion({ phones, state, askedAt }: PhonesRegionProps) {
  const isNew = useNewcomers(phones.map(({ number }) => number));
  const arrived = phones.filter(({ number }) => isNew(number)).length;
  const sentence = SENTENCES[state][phones.length > 0 ? "some" : "none"];
  return (
    <Card aria-label="Phones">
      <CardHeader>
        <CardTitle>Phones</CardTitle>
        {state !== "delivered" && <PhoneStateChip state={state} askedAt={askedAt} />}
      </CardHeader>
      {phones.length > 0 && (
        <ul className="divide-y">
          {phones.map((phone) => (
            <PhoneRow key={phone.number} phone={phone} isNew={isNew(phone.number)} />
          ))}
        </ul>
      )}
      {sentence && <p className="px-4 py-3 text-muted-foreground [ul+&]:border-t">{sentence}</p>}
      <LiveRegion message={arrived === 0 ? "" : arrived === 1 ? "1 phone arrived." : `${arrived} phones arrived.`} />
    </Card>
  );
}

const SENTENCES: Record<PendingState, { none: string; some: string }> = {
  not_asked: {
    none: "Phone numbers were not asked for. A lookup with Reveal phone number asks for them.",
    some: "",
  },
  waiting: {
    none: "On the way. Numbers appear here by themselves, usually within minutes; you need not stay on this page.",
    some: "More are on the way and appear here by themselves.",
  },
  late: {
    none: "Later than usual. Perihelion keeps asking Apollo; the number still appears here when it comes.",
    some: "What was asked for last is later than usual. Perihelion keeps asking Apollo.",
  },
  delivered: { none: "The delivery brought no number that can be used.", some: "" },
  none_found: {
    none: "Apollo has no phone number on file for this person.",
    some: "Apollo has no further number on file.",
  },
  failed: {
    none: "Apollo could not deliver phone numbers. Look this person up again to retry.",
    some: "Apollo could not deliver further numbers. Look this person up again to retry.",
  },
  expired: {
    none: "Phone numbers never came, and the wait is over. Look this person up again to retry.",
    some: "Further numbers never came, and the wait is over.",
  },
};

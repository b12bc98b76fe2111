"use client";

import type { ReactNode } from "react";
import { PhoneRow } from "@/components/people/phone-row";
import { describeUsualWait, type UsualWait } from "@/components/people/describe-usual-wait";
import { PhoneStateChip } from "@/components/people/phone-state-chip";
import { useNewcomers } from "@/components/people/use-arrived";
import { AddContact } from "@/components/record/add-contact";
import type { Editing } from "@/components/record/editing";
import { LiveRegion } from "@/components/shared/live-region";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { PendingState } from "@/lib/lookups/lookup";
import type { PhoneDto } from "@/lib/people/schema";

type PhonesRegionProps = {
  phones: readonly PhoneDto[];
  state: PendingState;
  /** ISO time of the request that is awaited. */
  askedAt?: string | null | undefined;
  /** How long numbers took lately, in seconds. */
  usualWait?: UsualWait | null;
  /** `poll`: the webhook cannot be reached, so they are fetched. */
  arrivesBy?: "webhook" | "poll" | null | undefined;
  /** Offered where no number is known and none is on its way. */
  action?: ReactNode;
  /** On the person's own page: what is known of the values' origin, and whether the viewer may change them. */
  editing?: Editing | undefined;
};

/** The labelled place where numbers stand and arrive. Numbers that come while it is on screen are marked for a moment. */
export function PhonesRegion(props: PhonesRegionProps) {
  const { phones, state, askedAt, usualWait, arrivesBy, action, editing } = props;
  const isNew = useNewcomers(phones.map(({ id }) => id));
  const arrived = phones.filter(({ id }) => isNew(id)).length;
  const hasPhones = phones.length > 0;
  const isAwaited = state === "waiting" && !hasPhones;
  const usual = SENTENCES[state][hasPhones ? "some" : "none"];
  const sentence = isAwaited ? describeAwaited({ usual, usualWait, arrivesBy }) : usual;
  const isPlain = state === "delivered" || (state === "not_asked" && hasPhones);
  return (
    <Card aria-label="Phones">
      <CardHeader>
        <CardTitle>Phones</CardTitle>
        <span className="flex items-center gap-1.5">
          {!isPlain && <PhoneStateChip state={state} askedAt={askedAt} />}
          {editing?.mayEdit && <AddContact personId={editing.personId} kind="phone" />}
        </span>
      </CardHeader>
      {hasPhones && (
        <ul className="divide-y">
          {phones.map((phone) => (
            <PhoneRow key={phone.id} phone={phone} isNew={isNew(phone.id)} editing={editing} />
          ))}
        </ul>
      )}
      {sentence && (
        <Sentence>
          <p>{sentence}</p>
          {!hasPhones && OPEN_TO_ASK.includes(state) && action}
        </Sentence>
      )}
      <LiveRegion message={arrived === 0 ? "" : arrived === 1 ? "1 phone arrived." : `${arrived} phones arrived.`} />
    </Card>
  );
}

type Awaited = { usual: string; usualWait: UsualWait | null | undefined; arrivesBy: PhonesRegionProps["arrivesBy"] };

function describeAwaited({ usual, usualWait, arrivesBy }: Awaited): string {
  if (usualWait) return describeUsualWait(usualWait, { arrivesBy });
  return arrivesBy === "poll" ? FETCHED : usual;
}

const FETCHED = "Fetched by poll, from the second minute on. The number appears here by itself.";

/** As high as one number, so that nothing below moves when it comes. */
function Sentence({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-17.5 content-center gap-2 px-4 py-3 text-muted-foreground [ul+&]:min-h-0 [ul+&]:border-t">
      {children}
    </div>
  );
}

const OPEN_TO_ASK: readonly PendingState[] = ["not_asked", "failed", "expired"];

const SENTENCES: Record<PendingState, { none: string; some: string }> = {
  not_asked: {
    none: "Not asked for. A lookup with Reveal phone number asks Apollo for them.",
    some: "",
  },
  waiting: {
    none: "On the way, usually within minutes. The number appears here by itself.",
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

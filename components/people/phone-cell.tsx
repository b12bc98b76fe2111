"use client";

import { Ban } from "lucide-react";
import { useState } from "react";
import { readPendingState } from "@/components/people/pending-state";
import { PhoneStateChip } from "@/components/people/phone-state-chip";
import { phoneTypeWord } from "@/components/people/phone-words";
import { useMoment } from "@/components/people/use-arrived";
import { cn } from "@/components/ui/cn";
import type { PersonSummaryDto } from "@/lib/people/schema";

/** The best number with its type, or the state of what was asked for. A number that comes meanwhile is marked. */
export function PhoneCell({ person }: { person: PersonSummaryDto }) {
  const { primaryPhone, primaryPhoneFormatted, phoneType, isDoNotCall, phonesAskedAt } = person;
  const state = readPendingState(person.phoneState);
  const [atFirst] = useState(primaryPhone);
  const isJustArrived = useMoment(primaryPhone !== null && primaryPhone !== atFirst);
  const isOpen = state === "waiting" || state === "late";
  if (primaryPhone === null) return <PhoneStateChip state={state} askedAt={phonesAskedAt} />;
  return (
    <span
      className={cn(
        "inline-flex max-w-full items-center gap-x-2 rounded-sm transition-colors max-sm:flex-col max-sm:items-start",
        isJustArrived && "-ml-2 just-arrived px-2",
      )}
    >
      <span className={cn("max-w-full truncate figures", isDoNotCall && "text-muted-foreground")}>
        {primaryPhoneFormatted}
      </span>
      {isDoNotCall && (
        <span title="On a do-not-call list" className="flex shrink-0 items-center gap-1 text-xs text-danger-ink">
          <Ban aria-hidden className="size-3" />
          DNC<span className="sr-only">: do not call</span>
        </span>
      )}
      {!isDoNotCall && !isOpen && (
        <span className="shrink-0 text-xs text-muted-foreground">{phoneTypeWord(phoneType)}</span>
      )}
      {isOpen && <PhoneStateChip state={state} isBrief />}
    </span>
  );
}

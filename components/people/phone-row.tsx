"use client";

import { Ban, Check, CircleHelp, Gauge, PhoneIncoming, TriangleAlert } from "lucide-react";
import { Provenance } from "@/components/people/provenance";
import { useMoment } from "@/components/people/use-arrived";
import { RevealPhone } from "@/components/people/reveal-phone";
import { phoneTypeWord } from "@/components/people/phone-words";
import { contactOfPhone } from "@/components/record/contact";
import { ContactMarks } from "@/components/record/contact-marks";
import { ContactMenu } from "@/components/record/contact-menu";
import type { Editing } from "@/components/record/editing";
import { CopyButton } from "@/components/shared/copy-button";
import { StatusChip } from "@/components/shared/status-chip";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { isDoNotCall } from "@/lib/people/person";
import type { PhoneDto } from "@/lib/people/schema";

const E164 = /^\+\d{5,15}$/;

type PhoneRowProps = { phone: PhoneDto; isNew: boolean; editing?: Editing | undefined };

export function PhoneRow({ phone, isNew, editing }: PhoneRowProps) {
  const isJustArrived = useMoment(isNew);
  return (
    <li
      className={cn(
        "grid min-h-17.5 content-center gap-1.5 px-4 py-2.5 transition-colors duration-150",
        isJustArrived && "just-arrived",
      )}
    >
      <div className="flex flex-wrap items-center gap-x-1.5">
        <PhoneNumber phone={phone} />
        {phone.isMasked ? (
          phone.mayReveal && <RevealPhone phone={phone} />
        ) : (
          <CopyButton value={phone.number} label={`Copy ${phone.formatted}`} />
        )}
        <span className="ml-auto flex min-h-5 items-center gap-1">
          {isJustArrived ? (
            <StatusChip icon={PhoneIncoming} tone="sun">
              Just arrived
            </StatusChip>
          ) : (
            <Provenance source={phone.source} observedAt={phone.observedAt} origin={editing?.contacts[phone.id]} />
          )}
          {editing?.mayEdit && <ContactMenu personId={editing.personId} contact={contactOfPhone(phone)} />}
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-1">
        <ContactMarks {...phone} />
        {isDoNotCall(phone.dncStatus) && (
          <StatusChip
            icon={Ban}
            tone="danger"
            title={
              phone.isMasked
                ? "On a do-not-call list: covered until it is revealed"
                : "On a do-not-call list: open to you today"
            }
          >
            Do not call
          </StatusChip>
        )}
        <Badge>{phoneTypeWord(phone.type)}</Badge>
        <Validity status={phone.status} />
        {phone.confidence && <Confidence level={phone.confidence} />}
      </div>
    </li>
  );
}

function PhoneNumber({ phone: { number, formatted, isMasked, isWrong } }: { phone: PhoneDto }) {
  if (isWrong) return <del className="truncate figures text-base text-muted-foreground">{formatted}</del>;
  if (isMasked || !E164.test(number)) {
    return (
      <span className={cn("truncate figures text-base font-medium", isMasked && "text-muted-foreground")}>
        {formatted}
        {isMasked && <span className="sr-only"> (covered but for its end)</span>}
      </span>
    );
  }
  return (
    <a
      href={`tel:${number}`}
      className="truncate rounded-sm figures text-base font-medium underline decoration-border-strong underline-offset-4 hover:decoration-foreground"
    >
      {formatted}
    </a>
  );
}

function Validity({ status }: { status: string | null }) {
  if (status === "valid_number") {
    return (
      <StatusChip icon={Check} tone="success">
        Valid
      </StatusChip>
    );
  }
  if (status === "invalid_number") {
    return (
      <StatusChip icon={TriangleAlert} tone="danger">
        Invalid
      </StatusChip>
    );
  }
  return <StatusChip icon={CircleHelp}>Not checked</StatusChip>;
}

function Confidence({ level }: { level: string }) {
  return (
    <StatusChip icon={Gauge} tone={level === "high" ? "success" : level === "low" ? "warning" : "neutral"}>
      {`${level.charAt(0).toUpperCase()}${level.slice(1)} confidence`}
    </StatusChip>
  );
}

import type { ReactNode } from "react";
import { DeliveryStateChip, KIND_WORDS, RecoveredChip, SeenBadge } from "@/components/deliveries/delivery-chips";
import { formatBytes } from "@/components/deliveries/format-bytes";
import { CopyButton } from "@/components/shared/copy-button";
import { Definition, DefinitionList } from "@/components/shared/definition-list";
import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { describeDelivery } from "@/lib/deliveries/describe-delivery";
import type { DeliveryDto } from "@/lib/deliveries/schema";

const HASH_SHOWN = 16;

/** What is known of one body, beside the body itself. */
export function DeliveryFacts({ delivery }: { delivery: DeliveryDto }) {
  const { state, kind, via, seen, person, lookups, requestId, sha256 } = delivery;
  return (
    <Card aria-label="What became of it">
      <CardHeader>
        <CardTitle>What became of it</CardTitle>
        <span className="flex flex-wrap gap-1.5">
          <DeliveryStateChip state={state} />
          <SeenBadge seen={seen} />
        </span>
      </CardHeader>
      <CardBody className="grid gap-4">
        <p className="break-words">{describeDelivery(delivery)}</p>
        <DefinitionList className="sm:grid-cols-[6.5rem_1fr]">
          <Definition term={lookups.length > 1 ? "Lookups" : "Lookup"} blank="No lookup">
            {lookups.length > 0 && <LookupLinks lookups={lookups} />}
          </Definition>
          <Definition term="Person" blank="Nobody yet">
            {person && <TextLink href={`/people/${person.id}`}>{person.name}</TextLink>}
          </Definition>
          <Definition term="Kind">{kind && KIND_WORDS[kind]}</Definition>
          <Definition term="Came by">{via === "poll" ? <RecoveredChip /> : "Webhook"}</Definition>
          <Moments delivery={delivery} />
          <Definition term="Size" blank="Body removed">
            {delivery.bodyRemovedAt === null && <span className="figures">{formatBytes(delivery.bytes)}</span>}
          </Definition>
          <Definition term="Request id" blank="None given">
            {requestId && <Copyable text={requestId} label="Copy request id" />}
          </Definition>
          <Definition term="SHA-256">
            <Copyable text={sha256} shown={`${sha256.slice(0, HASH_SHOWN)}…`} label="Copy SHA-256" />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}

function Moments({ delivery: { receivedAt, lastSeenAt, appliedAt, state, seen } }: { delivery: DeliveryDto }) {
  return (
    <>
      <Definition term="Received">
        <RelativeTime at={receivedAt} />
      </Definition>
      {seen > 1 && (
        <Definition term="Last seen">
          <RelativeTime at={lastSeenAt} />, <span className="figures">{seen}</span> times in all
        </Definition>
      )}
      <Definition term={state === "applied" || appliedAt === null ? "Applied" : "Put aside"} blank="Not yet">
        {appliedAt && <RelativeTime at={appliedAt} />}
      </Definition>
    </>
  );
}

function LookupLinks({ lookups }: Pick<DeliveryDto, "lookups">) {
  return (
    <ul className="grid gap-0.5">
      {lookups.map(({ id, label, who }) => (
        <li key={id}>
          <TextLink href={`/history/${id}`}>{label}</TextLink>
          <span className="text-muted-foreground"> by {who}</span>
        </li>
      ))}
    </ul>
  );
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <IntentLink
      href={href}
      className="rounded-sm font-medium underline decoration-input underline-offset-3 hover:decoration-foreground"
    >
      {children}
    </IntentLink>
  );
}

function Copyable({ text, shown = text, label }: { text: string; shown?: string; label: string }) {
  return (
    <span className="flex items-center gap-1">
      <span className="min-w-0 truncate figures" title={text}>
        {shown}
      </span>
      <CopyButton value={text} label={label} />
    </span>
  );
}

import { EmailStatus } from "@/components/people/email-status";
import { mailtoLink } from "@/components/people/mailto-link";
import { Provenance } from "@/components/people/provenance";
import { CopyButton } from "@/components/shared/copy-button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { EmailDto } from "@/lib/people/schema";

type EmailsRegionProps = {
  emails: readonly EmailDto[];
  /** Why there is none, where that is known. */
  blank?: string | undefined;
};

export function EmailsRegion({ emails, blank = "Apollo has no email on file for this person." }: EmailsRegionProps) {
  return (
    <Card aria-label="Emails">
      <CardHeader>
        <CardTitle>Emails</CardTitle>
      </CardHeader>
      {emails.length === 0 ? (
        <p className="px-4 py-3 text-muted-foreground">{blank}</p>
      ) : (
        <ul className="divide-y">
          {emails.map((email) => (
            <EmailRow key={email.address} email={email} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function EmailRow({ email: { address, kind, status, source, observedAt } }: { email: EmailDto }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <span className="flex max-w-full min-w-0 items-center gap-1.5">
        <a
          href={mailtoLink(address)}
          className="truncate rounded-sm font-medium underline decoration-border-strong underline-offset-4 hover:decoration-foreground"
        >
          {address}
        </a>
        <CopyButton value={address} label={`Copy ${address}`} />
      </span>
      <span className="flex flex-wrap items-center gap-1">
        <EmailStatus status={status} kind={kind} />
      </span>
      <span className="ml-auto">
        <Provenance source={source} observedAt={observedAt} />
      </span>
    </li>
  );
}

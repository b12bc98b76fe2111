import { EmailStatus } from "@/components/people/email-status";
import { mailtoLink } from "@/components/people/mailto-link";
import { Provenance } from "@/components/people/provenance";
import { AddContact } from "@/components/record/add-contact";
import { contactOfEmail } from "@/components/record/contact";
import { ContactMenu } from "@/components/record/contact-menu";
import { ContactMarks } from "@/components/record/contact-marks";
import type { Editing } from "@/components/record/editing";
import { CopyButton } from "@/components/shared/copy-button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { EmailDto } from "@/lib/people/schema";

type EmailsRegionProps = {
  emails: readonly EmailDto[];
  /** Why there is none, where that is known. */
  blank?: string | undefined;
  /** On the person's own page: what is known of the values' origin, and whether the viewer may change them. */
  editing?: Editing | undefined;
};

export function EmailsRegion({
  emails,
  blank = "Apollo has no email on file for this person.",
  editing,
}: EmailsRegionProps) {
  return (
    <Card aria-label="Emails">
      <CardHeader>
        <CardTitle>Emails</CardTitle>
        {editing?.mayEdit && <AddContact personId={editing.personId} kind="email" />}
      </CardHeader>
      {emails.length === 0 ? (
        <p className="px-4 py-3 text-muted-foreground">{blank}</p>
      ) : (
        <ul className="divide-y">
          {emails.map((email) => (
            <EmailRow key={email.address} email={email} editing={editing} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function EmailRow({ email, editing }: { email: EmailDto; editing: Editing | undefined }) {
  const { id, address, kind, status, source, observedAt, isWrong } = email;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <span className="flex max-w-full min-w-0 items-center gap-1.5">
        {isWrong ? (
          <del className="truncate text-muted-foreground">{address}</del>
        ) : (
          <a
            href={mailtoLink(address)}
            className="truncate rounded-sm font-medium underline decoration-border-strong underline-offset-4 hover:decoration-foreground"
          >
            {address}
          </a>
        )}
        <CopyButton value={address} label={`Copy ${address}`} />
      </span>
      <span className="flex flex-wrap items-center gap-1">
        <ContactMarks {...email} />
        <EmailStatus status={status} kind={kind} />
      </span>
      <span className="ml-auto flex items-center gap-1">
        <Provenance source={source} observedAt={observedAt} origin={editing?.contacts[id]} />
        {editing?.mayEdit && <ContactMenu personId={editing.personId} contact={contactOfEmail(email)} />}
      </span>
    </li>
  );
}

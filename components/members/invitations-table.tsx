"use client";

import { Link2, X } from "lucide-react";
import type { ShownLink } from "@/components/members/link-dialog";
import { InvitationStateChip } from "@/components/members/member-state-chip";
import { useMemberChange } from "@/components/members/use-member-change";
import { RelativeTime } from "@/components/shared/relative-time";
import { ROLE_LABELS } from "@/components/shell/role-labels";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { renewInvitationAction, withdrawInvitationAction } from "@/lib/members/actions";
import type { InvitationDto } from "@/lib/members/member-list";

type InvitationsTableProps = { invitations: readonly InvitationDto[]; onLink: (link: ShownLink) => void };

/** Links that are out and were not used yet. */
export function InvitationsTable({ invitations, onLink }: InvitationsTableProps) {
  return (
    <section aria-label="Invitations" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-1">
        <h2 className="text-sm font-semibold">Invitations</h2>
        <p className="text-xs text-muted-foreground">
          {invitations.length === 0 ? "None is out." : "A link is never shown again; a new one takes its place."}
        </p>
      </div>
      {invitations.length > 0 && (
        <Table caption="Invitations that were not used yet">
          <TableHeader>
            <TableRow>
              <TableHead pinned>For</TableHead>
              <TableHead>Role</TableHead>
              <TableHead className="max-sm:hidden">State</TableHead>
              <TableHead className="max-sm:hidden">Expires</TableHead>
              <TableHead className="max-md:hidden">Invited by</TableHead>
              <TableHead className="w-24">
                <span className="sr-only">Change</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} onLink={onLink} />
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}

const ANYONE = "Whoever has the link";

function InvitationRow({ invitation, onLink }: { invitation: InvitationDto; onLink: InvitationsTableProps["onLink"] }) {
  const { name, email, role, state, expiresAt, invitedBy } = invitation;
  const whom = name ?? email ?? ANYONE;
  return (
    <TableRow className="h-12">
      <TableCell pinned className="max-sm:max-w-[9.5rem]" title={email ?? whom}>
        <span className="block truncate">{whom}</span>
        {name !== null && email !== null && (
          <span className="block truncate text-xs font-normal text-muted-foreground">{email}</span>
        )}
        <span className="block text-xs font-normal text-muted-foreground sm:hidden">
          {state === "open" ? <RelativeTime at={expiresAt} /> : state}
        </span>
      </TableCell>
      <TableCell>{ROLE_LABELS[role]}</TableCell>
      <TableCell className="max-sm:hidden">
        <InvitationStateChip state={state} />
      </TableCell>
      <TableCell className="text-muted-foreground max-sm:hidden">
        <RelativeTime at={expiresAt} />
      </TableCell>
      <TableCell className="text-muted-foreground max-md:hidden">{invitedBy}</TableCell>
      <TableCell align="end" className="font-sans">
        <InvitationActions invitation={invitation} whom={whom} onLink={onLink} />
      </TableCell>
    </TableRow>
  );
}

type InvitationActionsProps = { invitation: InvitationDto; whom: string; onLink: InvitationsTableProps["onLink"] };

function InvitationActions({ invitation: { id }, whom, onLink }: InvitationActionsProps) {
  const { mutate, isPending } = useMemberChange();
  const renew = async () => {
    const result = await renewInvitationAction({ id });
    const description = "It takes the place of the one before, which works no more. Hand it over yourself.";
    if (result.ok) onLink({ url: result.value.url, title: `New link for ${whom}`, description });
    return result;
  };
  const button = { size: "sm", variant: "ghost", "aria-disabled": isPending || undefined } as const;
  return (
    <span className="inline-flex gap-1">
      <Button
        {...button}
        aria-label={`New link for ${whom}`}
        title="A new link in place of the old one"
        onClick={() => {
          if (!isPending) mutate({ change: renew });
        }}
      >
        <Link2 aria-hidden /> <span className="max-sm:hidden">New link</span>
      </Button>
      <Button
        {...button}
        aria-label={`Withdraw the invitation of ${whom}`}
        title="The link works no more"
        onClick={() => {
          if (!isPending) mutate({ change: () => withdrawInvitationAction({ id }), done: `Withdrawn: ${whom}` });
        }}
      >
        <X aria-hidden /> <span className="max-sm:hidden">Withdraw</span>
      </Button>
    </span>
  );
}

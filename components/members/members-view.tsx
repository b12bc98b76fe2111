"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import type { AskedOfMember } from "@/components/members/asked-of-member";
import { InvitationsTable } from "@/components/members/invitations-table";
import type { ShownLink } from "@/components/members/link-dialog";
import { MembersTable } from "@/components/members/members-table";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { MemberList } from "@/lib/members/member-list";
import { memberQueries } from "@/lib/members/queries";

const InviteDialog = lazyDialog(() =>
  import("@/components/members/invite-dialog").then((loaded) => loaded.InviteDialog),
);
const LinkDialog = lazyDialog(() => import("@/components/members/link-dialog").then((loaded) => loaded.LinkDialog));
const ConfirmDialog = lazyDialog(() =>
  import("@/components/members/confirm-dialog").then((loaded) => loaded.ConfirmDialog),
);

/** Who belongs to the workspace, in which role, and who is invited. For admins. */
export function MembersView({ workspaceName }: { workspaceName: string }) {
  const { data: list, error, refetch } = useQuery(memberQueries.list());
  const [isInviting, setIsInviting] = useState(false);
  const invite = () => {
    setIsInviting(true);
  };
  return (
    <div className="max-w-6xl">
      <PageHeader
        title="Members"
        description="Who may come in, and what they may do. A change holds at the next request."
        actions={
          <Button variant="primary" onClick={invite}>
            <UserRoundPlus aria-hidden /> Invite
          </Button>
        }
      />
      {list && <People list={list} onInvite={invite} />}
      {error && !list && (
        <QueryError title="The members cannot be shown" error={error} onRetry={() => void refetch()} />
      )}
      {!list && !error && <Skeleton aria-hidden className="h-48" />}
      {isInviting && (
        <InviteDialog
          workspaceName={workspaceName}
          practiceName={list?.practiceName ?? null}
          onClose={() => {
            setIsInviting(false);
          }}
        />
      )}
    </div>
  );
}

function People({ list: { members, invitations }, onInvite }: { list: MemberList; onInvite: () => void }) {
  const [asked, setAsked] = useState<AskedOfMember | null>(null);
  const [link, setLink] = useState<ShownLink | null>(null);
  const isAlone = members.length === 1 && invitations.length === 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <MembersTable members={members} onAsk={setAsked} />
      {isAlone ? (
        <p className="px-1 text-muted-foreground">
          Only you so far.{" "}
          <Button variant="link" onClick={onInvite}>
            Invite somebody
          </Button>{" "}
          by a link that you hand over yourself; no mail is sent.
        </p>
      ) : (
        <InvitationsTable invitations={invitations} onLink={setLink} />
      )}
      {asked && (
        <ConfirmDialog
          asked={asked}
          onLink={setLink}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
      {link && (
        <LinkDialog
          link={link}
          onClose={() => {
            setLink(null);
          }}
        />
      )}
    </div>
  );
}

"use client";

import { Monitor } from "lucide-react";
import { useState } from "react";
import { useAccountChange } from "@/components/members/use-account-change";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { RelativeTime } from "@/components/shared/relative-time";
import { StatusChip } from "@/components/shared/status-chip";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { endSessionAction } from "@/lib/members/actions";
import type { OwnSession } from "@/lib/members/account";

const LeaveDialog = lazyDialog(() => import("@/components/members/leave-dialog").then((loaded) => loaded.LeaveDialog));

/** Where one is signed in. */
export function SessionsCard({ sessions }: { sessions: readonly OwnSession[] }) {
  const [isLeaving, setIsLeaving] = useState(false);
  const {
    save: end,
    error,
    refusal,
    isPending,
  } = useAccountChange({
    change: endSessionAction,
    done: "The session has ended",
  });
  return (
    <section aria-label="Sessions" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-1">
        <h2 className="text-sm font-semibold">Sessions</h2>
        <Button
          size="sm"
          onClick={() => {
            setIsLeaving(true);
          }}
        >
          Sign out everywhere
        </Button>
      </div>
      {(refusal ?? error) && (
        <Alert tone="danger" title="The session was not ended">
          {refusal}
        </Alert>
      )}
      <Table caption="Where you are signed in">
        <TableHeader>
          <TableRow>
            <TableHead pinned>From</TableHead>
            <TableHead className="max-sm:hidden">Started</TableHead>
            <TableHead>Last seen</TableHead>
            <TableHead className="w-20">
              <span className="sr-only">End</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {sessions.map((session) => (
            <TableRow key={session.id} className="h-11">
              <TableCell pinned>
                <span className="figures">{session.address}</span>
                {session.isThis && (
                  <span className="ml-2 inline-flex max-sm:mt-0.5 max-sm:ml-0 max-sm:flex">
                    <StatusChip icon={Monitor} tone="success">
                      This browser
                    </StatusChip>
                  </span>
                )}
              </TableCell>
              <TableCell className="text-muted-foreground max-sm:hidden">
                <RelativeTime at={session.createdAt} />
              </TableCell>
              <TableCell className="text-muted-foreground">
                <RelativeTime at={session.lastSeenAt} />
              </TableCell>
              <TableCell align="end" className="font-sans">
                {!session.isThis && (
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={`End the session from ${session.address}`}
                    aria-disabled={isPending || undefined}
                    onClick={() => {
                      if (!isPending) end({ id: session.id });
                    }}
                  >
                    End
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {isLeaving && (
        <LeaveDialog
          count={sessions.length}
          onClose={() => {
            setIsLeaving(false);
          }}
        />
      )}
    </section>
  );
}

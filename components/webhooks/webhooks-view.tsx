"use client";

import { useQuery } from "@tanstack/react-query";
import { Radar } from "lucide-react";
import { AddressCard } from "@/components/webhooks/address-card";
import { ArrivalCard } from "@/components/webhooks/arrival-card";
import { LatestDeliveries } from "@/components/webhooks/latest-deliveries";
import { RefusedAtDoor } from "@/components/webhooks/refused-at-door";
import { SelfTestCard } from "@/components/webhooks/self-test-card";
import { useWebhookTest } from "@/components/webhooks/use-webhook-test";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import type { WorkspaceKind } from "@/lib/auth/viewer";
import { deliveryQueries } from "@/lib/deliveries/queries";

/** Whether results can come back to this installation, and how they do. For admins. */
export function WebhooksView({ workspaceKind }: { workspaceKind: WorkspaceKind }) {
  const { data: standing, error, refetch } = useQuery(deliveryQueries.webhook());
  const test = useWebhookTest();
  const isTesting = test.isPending || standing?.isTesting === true;
  return (
    <div className="max-w-5xl">
      <PageHeader
        title="Webhooks"
        description="How phone numbers and waterfall results come back, minutes after a lookup."
        actions={
          <Button
            variant="primary"
            aria-disabled={isTesting || undefined}
            onClick={() => {
              if (!isTesting) test.mutate();
            }}
          >
            {isTesting ? <Spinner /> : <Radar aria-hidden />}
            Test the webhook
          </Button>
        }
      />
      {standing && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <AddressCard standing={standing} workspaceKind={workspaceKind} />
          <SelfTestCard standing={standing} isTesting={isTesting} workspaceKind={workspaceKind} />
          <ArrivalCard standing={standing} />
          <LatestDeliveries />
          <RefusedAtDoor />
        </div>
      )}
      {error && !standing && (
        <QueryError title="The webhook cannot be shown" error={error} onRetry={() => void refetch()} />
      )}
      {!standing && !error && <WebhooksSkeleton />}
    </div>
  );
}

function WebhooksSkeleton() {
  return (
    <div aria-hidden className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Skeleton className="h-25" />
      <Skeleton className="h-56" />
      <Skeleton className="h-56" />
      <Skeleton className="h-60" />
    </div>
  );
}

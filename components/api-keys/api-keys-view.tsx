"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { KeyCard } from "@/components/api-keys/key-card";
import { WebhookReachPanel } from "@/components/api-keys/webhook-reach-panel";
import { EmptyState } from "@/components/shared/empty-state";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { apiKeyQueries } from "@/lib/api-keys/queries";
import type { ApiKeyList } from "@/lib/api-keys/schema";
import type { WorkspaceKind } from "@/lib/auth/viewer";

const AddKeyDialog = lazyDialog(() =>
  import("@/components/api-keys/add-key-dialog").then((loaded) => loaded.AddKeyDialog),
);

/** The keys this workspace looks up with, and whether phones can come back to it. For admins. */
export function ApiKeysView({ workspaceKind }: { workspaceKind: WorkspaceKind }) {
  const [isAdding, setIsAdding] = useState(false);
  const { data: list, error, refetch } = useQuery(apiKeyQueries.list());
  const openDialog = () => {
    setIsAdding(true);
  };
  return (
    <div className="max-w-4xl">
      <PageHeader
        title="API keys"
        description="The Apollo keys this workspace looks up with. None is ever shown again."
        actions={
          <Button variant="primary" onClick={openDialog}>
            <Plus aria-hidden /> Add key
          </Button>
        }
      />
      {list && <Keys list={list} workspaceKind={workspaceKind} />}
      {error && !list && <QueryError title="The keys cannot be shown" error={error} onRetry={() => void refetch()} />}
      {!list && !error && (
        <div aria-hidden className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Skeleton className="h-16" />
          <Skeleton className="h-40" />
        </div>
      )}
      {isAdding && (
        <AddKeyDialog
          onClose={() => {
            setIsAdding(false);
          }}
        />
      )}
    </div>
  );
}

function Keys({ list: { keys, webhooks }, workspaceKind }: { list: ApiKeyList; workspaceKind: WorkspaceKind }) {
  const hasDefault = keys.some(({ isDefault, state }) => isDefault && state === "active");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {keys.length > 0 && <WebhookReachPanel webhooks={webhooks} workspaceKind={workspaceKind} />}
      {keys.length > 0 && !hasDefault && (
        <Alert tone="warning" title="No key is in use">
          Nobody can look up until one of these keys is the default.
        </Alert>
      )}
      {keys.length === 0 ? (
        <EmptyState icon={KeyRound} title="No key yet">
          Add a key of your Apollo account: it is all that this workspace needs to start looking people up.
        </EmptyState>
      ) : (
        <ul aria-label="API keys" className="grid gap-3">
          {keys.map((apiKey) => (
            <KeyCard key={apiKey.id} apiKey={apiKey} />
          ))}
        </ul>
      )}
      {keys.length === 0 && <WebhookReachPanel webhooks={webhooks} workspaceKind={workspaceKind} />}
    </div>
  );
}

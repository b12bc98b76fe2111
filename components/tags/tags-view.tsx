"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Plus, Tag } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { TagsTable } from "@/components/tags/tags-table";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { tagQueries } from "@/lib/tags/queries";

const TagDialog = dynamic(() => import("@/components/tags/tag-dialog").then((loaded) => loaded.TagDialog));

/** The workspace's tags, for everybody who may change them. */
export function TagsView({ mayChange }: { mayChange: boolean }) {
  const { data: tags, error, refetch } = useQuery(tagQueries.list());
  const [isMaking, setIsMaking] = useState(false);
  const make = (
    <Button
      variant="primary"
      onClick={() => {
        setIsMaking(true);
      }}
    >
      <Plus aria-hidden /> New tag
    </Button>
  );
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Tags"
        back={
          <IntentLink href="/lists" className="inline-flex items-center gap-1 rounded-sm hover:text-foreground">
            <ArrowLeft aria-hidden className="size-3.5" /> Lists
          </IntentLink>
        }
        actions={mayChange && tags?.length !== 0 && make}
      />
      {tags && tags.length > 0 && <TagsTable tags={tags} mayChange={mayChange} />}
      {tags?.length === 0 && (
        <EmptyState icon={Tag} title="No tags yet" {...(mayChange && { action: make })}>
          A tag marks people for everybody here, whoever looks after them.
        </EmptyState>
      )}
      {error && !tags && <QueryError title="The tags cannot be shown" error={error} onRetry={() => void refetch()} />}
      {!tags && !error && <Skeleton aria-hidden className="h-48" />}
      {isMaking && (
        <TagDialog
          onClose={() => {
            setIsMaking(false);
          }}
        />
      )}
    </div>
  );
}

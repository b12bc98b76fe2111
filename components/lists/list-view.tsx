"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ListMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { OnDeletion } from "@/components/lists/list-menu";
import { ListMenuButton } from "@/components/lists/list-menu-button";
import { ListVisibility } from "@/components/lists/list-visibility";
import { NarrowedPeople } from "@/components/people/narrowed-people";
import { peopleWords, useBulkChange } from "@/components/people/use-bulk-change";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { regroupPeopleAction, undoListChangeAction } from "@/lib/lists/actions";
import { listQueries } from "@/lib/lists/queries";
import type { ListDto } from "@/lib/lists/schema";
import type { PeopleSelection } from "@/lib/people/filters";

/** One list with the people in it. */
export function ListView({ id }: { id: string }) {
  const router = useRouter();
  const [isGoing, setIsGoing] = useState(false);
  const { data: list, error, refetch } = useQuery({ ...listQueries.detail(id), enabled: !isGoing });
  const onDeletion: OnDeletion = (state) => {
    setIsGoing(state !== "failed");
    if (state === "done") router.push("/lists");
  };
  if (list) return <Shown list={list} onDeletion={onDeletion} />;
  if (error) return <QueryError title="This list cannot be shown" error={error} onRetry={() => void refetch()} />;
  return <Skeleton aria-hidden className="h-72" />;
}

function Shown({ list, onDeletion }: { list: ListDto; onDeletion: OnDeletion }) {
  const { id, name, owner, isMine, isShared, mayChange } = list;
  return (
    <>
      <PageHeader
        title={<bdi>{name}</bdi>}
        back={
          <IntentLink href="/lists" className="inline-flex items-center gap-1 rounded-sm hover:text-foreground">
            <ArrowLeft aria-hidden className="size-3.5" /> Lists
          </IntentLink>
        }
        description={
          <span className="flex flex-wrap items-center gap-2">
            <ListVisibility isShared={isShared} />
            {isMine ? "Yours" : owner === null ? "Whoever made it has left" : `Of ${owner}`}
          </span>
        }
        actions={mayChange && <ListMenuButton list={list} onDeletion={onDeletion} />}
      />
      <NarrowedPeople
        by={{ list: [id] }}
        caption={`People in ${name}`}
        empty="Nobody is in this list yet. Choose people under People, and add them."
        {...(mayChange && {
          actions: (selection: PeopleSelection, onDone: () => void) => (
            <RemoveButton listId={id} selection={selection} onDone={onDone} />
          ),
        })}
      />
    </>
  );
}

type RemoveButtonProps = { listId: string; selection: PeopleSelection; onDone: () => void };

function RemoveButton({ listId, selection, onDone }: RemoveButtonProps) {
  const { mutateAsync, isPending } = useBulkChange();
  const remove = async () => {
    const result = await mutateAsync({
      change: () => regroupPeopleAction({ selection, add: [], remove: [listId] }),
      undo: undoListChangeAction,
      done: (changed) => `Took ${peopleWords(changed)} out of the list`,
    }).catch(() => null);
    if (result?.ok) onDone();
  };
  return (
    <Button size="sm" aria-disabled={isPending || undefined} onClick={() => void remove()}>
      <ListMinus aria-hidden /> Remove from this list
    </Button>
  );
}

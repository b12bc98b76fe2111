"use client";

import { useQuery } from "@tanstack/react-query";
import { ListPlus, Tag, UserRoundPen, X } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { ListLabel } from "@/components/lists/list-label";
import { useBulkChange } from "@/components/people/use-bulk-change";
import { Definition, DefinitionList } from "@/components/shared/definition-list";
import { TagChip } from "@/components/tags/tag-chip";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { regroupPeopleAction, undoListChangeAction } from "@/lib/lists/actions";
import { listQueries } from "@/lib/lists/queries";
import { ownerQueries } from "@/lib/people/owner-queries";
import { tagPeopleAction, undoTagChangeAction } from "@/lib/tags/actions";
import { tagQueries } from "@/lib/tags/queries";

const DIALOGS = {
  owner: dynamic(() => import("@/components/people/assign-owner-dialog").then((m) => m.AssignOwnerDialog)),
  tags: dynamic(() => import("@/components/tags/tag-people-dialog").then((m) => m.TagPeopleDialog)),
  lists: dynamic(() => import("@/components/lists/add-to-list-dialog").then((m) => m.AddToListDialog)),
};

type PersonMarksProps = { personId: string; mayChange: boolean };

/** What members made of a person: who looks after them, their tags and the lists they are in. */
export function PersonMarks({ personId, mayChange }: PersonMarksProps) {
  const [asked, setAsked] = useState<keyof typeof DIALOGS | null>(null);
  const Dialog = asked && DIALOGS[asked];
  const close = () => {
    setAsked(null);
  };
  const button = (what: keyof typeof DIALOGS, label: string, icon: ReactNode) => (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      title={label}
      onClick={() => {
        setAsked(what);
      }}
    >
      {icon}
    </Button>
  );
  return (
    <Card aria-label="Owner, tags and lists">
      <CardHeader>
        <CardTitle>Owner, tags and lists</CardTitle>
        {mayChange && (
          <span className="-mr-1.5 flex gap-0.5">
            {button("owner", "Set the owner", <UserRoundPen aria-hidden />)}
            {button("tags", "Change tags", <Tag aria-hidden />)}
            {button("lists", "Add to a list", <ListPlus aria-hidden />)}
          </span>
        )}
      </CardHeader>
      <CardBody>
        <DefinitionList className="sm:grid-cols-[5rem_1fr]">
          <Definition term="Owner" blank="Nobody">
            <Owner personId={personId} />
          </Definition>
          <Definition term="Tags">
            <Tags personId={personId} mayChange={mayChange} />
          </Definition>
          <Definition term="Lists">
            <Lists personId={personId} />
          </Definition>
        </DefinitionList>
      </CardBody>
      {Dialog && <Dialog selection={{ ids: [personId] }} count={1} onClose={close} onDone={close} />}
    </Card>
  );
}

const NONE = <span className="text-faint-foreground">None</span>;

function Owner({ personId }: { personId: string }) {
  const { data } = useQuery(ownerQueries.ofPerson(personId));
  if (!data) return null;
  if (!data.owner) return <span className="text-faint-foreground">Nobody</span>;
  return (
    <>
      <bdi>{data.owner.name}</bdi>
      {data.owner.isDisabled && <span className="text-muted-foreground"> (disabled)</span>}
    </>
  );
}

function Tags({ personId, mayChange }: PersonMarksProps) {
  const { data: tags } = useQuery(tagQueries.ofPerson(personId));
  const { mutate } = useBulkChange();
  if (!tags) return null;
  if (tags.length === 0) return NONE;
  return (
    <ul className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag.id} className="flex max-w-full items-center">
          <TagChip {...tag} />
          {mayChange && (
            <RemoveButton
              label={`Remove the tag ${tag.name}`}
              onClick={() => {
                mutate({
                  change: () => tagPeopleAction({ selection: { ids: [personId] }, add: [], remove: [tag.id] }),
                  undo: undoTagChangeAction,
                  done: () => `Removed “${tag.name}”`,
                });
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Lists({ personId }: { personId: string }) {
  const { data: lists } = useQuery(listQueries.ofPerson(personId));
  const { mutate } = useBulkChange();
  if (!lists) return null;
  if (lists.length === 0) return NONE;
  return (
    <ul className="grid gap-1">
      {lists.map(({ mayChange, ...list }) => (
        <li key={list.id} className="flex max-w-full items-center">
          <Link href={`/lists/${list.id}`} prefetch={false} className="min-w-0 rounded-sm hover:underline">
            <ListLabel {...list} />
          </Link>
          {mayChange && (
            <RemoveButton
              label={`Remove from ${list.name}`}
              onClick={() => {
                mutate({
                  change: () => regroupPeopleAction({ selection: { ids: [personId] }, add: [], remove: [list.id] }),
                  undo: undoListChangeAction,
                  done: () => `Removed from “${list.name}”`,
                });
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="ghost" size="icon-sm" aria-label={label} title={label} className="size-6" onClick={onClick}>
      <X aria-hidden />
    </Button>
  );
}

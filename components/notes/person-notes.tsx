"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { NotebookPen } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { NoteItem } from "@/components/notes/note-item";
import { useDeleteNote } from "@/components/notes/use-note-changes";
import { LoadMore } from "@/components/shared/load-more";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { noteQueries } from "@/lib/notes/queries";

const NoteForm = dynamic(() => import("@/components/notes/note-form").then((m) => m.NoteForm));

/** What members wrote about one person, the newest first. */
export function PersonNotes({ personId }: { personId: string }) {
  const { data } = useInfiniteQuery(noteQueries.ofPerson(personId));
  const [isWriting, setIsWriting] = useState(false);
  const write = useRef<HTMLButtonElement>(null);
  const mayWrite = data?.pages[0]?.mayWrite ?? false;
  return (
    <Card aria-label="Notes">
      <CardHeader>
        <CardTitle>Notes</CardTitle>
        {mayWrite && (
          <Button
            ref={write}
            size="sm"
            variant="ghost"
            data-command="note"
            aria-expanded={isWriting}
            onClick={() => {
              setIsWriting(true);
            }}
          >
            <NotebookPen aria-hidden /> Write a note
          </Button>
        )}
      </CardHeader>
      {isWriting && (
        <div className="border-b p-4">
          <NoteForm
            personId={personId}
            note={null}
            onClose={() => {
              setIsWriting(false);
              write.current?.focus();
            }}
          />
        </div>
      )}
      <Written personId={personId} />
    </Card>
  );
}

function Written({ personId }: { personId: string }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    noteQueries.ofPerson(personId),
  );
  const onDelete = useDeleteNote(personId);
  if (error && !data)
    return <QueryError title="The notes cannot be shown" error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-4 h-16" />;
  const notes = data.pages.flatMap((page) => page.notes);
  if (notes.length === 0) {
    return (
      <p className="px-4 py-3 text-muted-foreground">
        Nothing written yet. {data.pages[0]?.mayWrite && "Keep here what was agreed, or what to ask next."}
      </p>
    );
  }
  return (
    <>
      <ul className="divide-y">
        {notes.map((note) => (
          <NoteItem key={note.id} personId={personId} note={note} onDelete={onDelete} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="border-t px-4">
          <LoadMore
            hasMore
            isPending={isFetchingNextPage}
            onMore={() => void fetchNextPage()}
            summary={`${notes.length} shown`}
          />
        </div>
      )}
    </>
  );
}

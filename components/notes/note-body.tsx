"use client";

import { lazy, Suspense } from "react";
import { withoutDirections } from "@/lib/notes/without-directions";

/** The reader of Markdown is fetched after the page; until then, and where it cannot be had, the text stands as it is written. */
const Markdown = lazy(() =>
  import("@/components/notes/markdown").then((m) => ({ default: m.Markdown })).catch(() => ({ default: Plain })),
);

export function NoteBody({ text }: { text: string }) {
  return (
    <Suspense fallback={<Plain text={text} />}>
      <Markdown text={text} />
    </Suspense>
  );
}

function Plain({ text }: { text: string }) {
  return <p className="break-words whitespace-pre-wrap">{withoutDirections(text)}</p>;
}

"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { lazy, useState } from "react";
import { LazyMenu } from "@/components/shell/lazy-menu";
import type { CountedTagDto } from "@/lib/tags/schema";

const importMenu = () => import("@/components/tags/tag-menu").then((m) => ({ default: m.TagMenu }));
const TagMenu = lazy(importMenu);
const TagDialog = dynamic(() => import("@/components/tags/tag-dialog").then((loaded) => loaded.TagDialog));
const MergeTagDialog = dynamic(() =>
  import("@/components/tags/merge-tag-dialog").then((loaded) => loaded.MergeTagDialog),
);

export function TagMenuButton({ tag }: { tag: CountedTagDto }) {
  const [asked, setAsked] = useState<"change" | "merge" | null>(null);
  const close = () => {
    setAsked(null);
  };
  return (
    <>
      <LazyMenu
        menu={TagMenu}
        menuProps={{ tag, onAsk: setAsked }}
        preload={importMenu}
        className="inline-flex size-7 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-sm:size-10"
      >
        <Ellipsis aria-hidden className="size-4" />
        <span className="sr-only">Change {tag.name}</span>
      </LazyMenu>
      {asked === "change" && <TagDialog tag={tag} onClose={close} />}
      {asked === "merge" && <MergeTagDialog tag={tag} onClose={close} />}
    </>
  );
}

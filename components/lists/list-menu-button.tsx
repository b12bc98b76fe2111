"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { lazy, useState } from "react";
import type { OnDeletion } from "@/components/lists/list-menu";
import { LazyMenu } from "@/components/shell/lazy-menu";
import type { ListDto } from "@/lib/lists/schema";

const importMenu = () => import("@/components/lists/list-menu").then((m) => ({ default: m.ListMenu }));
const ListMenu = lazy(importMenu);
const ListNameDialog = dynamic(() =>
  import("@/components/lists/list-name-dialog").then((loaded) => loaded.ListNameDialog),
);

export function ListMenuButton({ list, onDeletion }: { list: ListDto; onDeletion?: OnDeletion }) {
  const [renamed, setRenamed] = useState<ListDto | null>(null);
  return (
    <>
      <LazyMenu
        menu={ListMenu}
        menuProps={{ list, onRename: setRenamed, ...(onDeletion && { onDeletion }) }}
        preload={importMenu}
        className="inline-flex size-7 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-sm:size-10"
      >
        <Ellipsis aria-hidden className="size-4" />
        <span className="sr-only">Change {list.name}</span>
      </LazyMenu>
      {renamed && (
        <ListNameDialog
          list={renamed}
          onClose={() => {
            setRenamed(null);
          }}
        />
      )}
    </>
  );
}

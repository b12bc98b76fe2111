"use client";

import { useState } from "react";
import { ErasureList } from "@/components/privacy/erasure-list";
import { FindPerson } from "@/components/privacy/find-person";
import { PrivacyTabs } from "@/components/privacy/privacy-tabs";
import type { EraseTarget } from "@/components/privacy/erase-dialog";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import type { Held } from "@/lib/privacy/erasure";

const EraseDialog = lazyDialog(() => import("@/components/privacy/erase-dialog").then((loaded) => loaded.EraseDialog));

/** Somebody asks what is held of them, or to be forgotten. `found`: whom the address already names. For admins. */
export function RequestsView({ found }: { found: Held | null }) {
  const [target, setTarget] = useState<EraseTarget | null>(null);
  return (
    <div className="max-w-5xl">
      <PrivacyTabs />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <FindPerson first={found} onErase={setTarget} />
        <ErasureList />
      </div>
      {target && (
        <EraseDialog
          target={target}
          onClose={() => {
            setTarget(null);
          }}
        />
      )}
    </div>
  );
}

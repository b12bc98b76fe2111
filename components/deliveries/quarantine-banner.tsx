"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Role } from "@/lib/auth/viewer";
import { deliveryQueries } from "@/lib/deliveries/queries";

const ReplayAllDialog = lazyDialog(() =>
  import("@/components/deliveries/replay-all-dialog").then((loaded) => loaded.ReplayAllDialog),
);

type QuarantineBannerProps = { role: Role; isShowingThem: boolean; onShow: () => void };

/** Stands while anything is quarantined: what that means, and what an admin can do. */
export function QuarantineBanner({ role, isShowingThem, onShow }: QuarantineBannerProps) {
  const { data } = useQuery(deliveryQueries.quarantined());
  // How many were asked about: the dialog outlives the banner, which goes as soon as they are replayed.
  const [asked, setAsked] = useState<number | null>(null);
  const count = data?.quarantined ?? 0;
  return (
    <>
      {count > 0 && (
        <Alert tone="warning" className="mb-4" title={titleFor(count)}>
          <p className="max-w-prose">
            {count === 1 ? "It is stored as it came, but" : "They are stored as they came, but"} could not be read or
            applied.{" "}
            {role === "admin"
              ? "After a fix, replay: a delivery takes effect once, so nothing is charged twice."
              : "An admin can replay after a fix."}
          </p>
          <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
            {!isShowingThem && (
              <Button size="sm" onClick={onShow}>
                Show {count === 1 ? "it" : "them"}
              </Button>
            )}
            {role === "admin" && (
              <Button
                size="sm"
                onClick={() => {
                  setAsked(count);
                }}
              >
                <RotateCcw aria-hidden /> Replay all quarantined
              </Button>
            )}
          </div>
        </Alert>
      )}
      {asked !== null && (
        <ReplayAllDialog
          count={asked}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </>
  );
}

function titleFor(count: number): string {
  return count === 1 ? "1 delivery is quarantined" : `${count.toLocaleString("en")} deliveries are quarantined`;
}

"use client";

import { Eye } from "lucide-react";
import { useState } from "react";
import { lazyDialog } from "@/components/shared/lazy-dialog";
import { Button } from "@/components/ui/button";
import type { PhoneDto } from "@/lib/people/schema";

const RevealPhoneDialog = lazyDialog(() =>
  import("@/components/people/reveal-phone-dialog").then((loaded) => loaded.RevealPhoneDialog),
);

/** Opens a covered number, once a reason is given. */
export function RevealPhone({ phone }: { phone: PhoneDto }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        size="sm"
        aria-label={`Reveal ${phone.formatted}`}
        onClick={() => {
          setIsAsking(true);
        }}
      >
        <Eye aria-hidden /> Reveal
      </Button>
      {isAsking && (
        <RevealPhoneDialog
          phone={phone}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

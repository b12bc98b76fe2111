"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const ContactDialog = dynamic(() => import("@/components/record/contact-dialog").then((m) => m.ContactDialog));

/** Adds an address or a number by hand. */
export function AddContact({ personId, kind }: { personId: string; kind: "email" | "phone" }) {
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        aria-label={kind === "email" ? "Add an email" : "Add a phone"}
        onClick={() => {
          setIsAdding(true);
        }}
      >
        <Plus aria-hidden /> Add
      </Button>
      {isAdding && (
        <ContactDialog
          personId={personId}
          kind={kind}
          onClose={() => {
            setIsAdding(false);
          }}
        />
      )}
    </>
  );
}

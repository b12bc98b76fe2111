"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { lazy, useState } from "react";
import { LazyMenu } from "@/components/shell/lazy-menu";
import type { Contact } from "@/components/record/contact";

const importItems = () => import("@/components/record/contact-items").then((m) => ({ default: m.ContactItems }));
const ContactItems = lazy(importItems);
const ContactDialog = dynamic(() => import("@/components/record/contact-dialog").then((m) => m.ContactDialog));

/** What a member can do about one address or number. */
export function ContactMenu({ personId, contact }: { personId: string; contact: Contact }) {
  const [isEditing, setIsEditing] = useState(false);
  return (
    <>
      <LazyMenu
        menu={ContactItems}
        menuProps={{
          contact,
          onEdit: () => {
            setIsEditing(true);
          },
        }}
        preload={importItems}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-sm:size-10"
      >
        <Ellipsis aria-hidden className="size-3.5" />
        <span className="sr-only">{`Change ${contact.shown}`}</span>
      </LazyMenu>
      {isEditing && (
        <ContactDialog
          personId={personId}
          contact={contact}
          kind={contact.kind}
          onClose={() => {
            setIsEditing(false);
          }}
        />
      )}
    </>
  );
}

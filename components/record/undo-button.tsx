"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const UndoDialog = dynamic(() => import("@/components/record/undo-dialog").then((loaded) => loaded.UndoDialog));

type UndoButtonProps = { lookupIds: readonly string[]; label: string; name?: string };

/** Opens the preview of an undo, of one lookup or of several. */
export function UndoButton({ lookupIds, label, name }: UndoButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        {...(name !== undefined && { "aria-label": name })}
        onClick={() => {
          setIsAsking(true);
        }}
      >
        {label}
      </Button>
      {isAsking && (
        <UndoDialog
          lookupIds={lookupIds}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

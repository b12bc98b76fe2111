"use client";

import { FlaskConical, Power, PowerOff, Scale, Star, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useKeyChange, useKeyTest, type KeyChange } from "@/components/api-keys/use-key-change";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import {
  deleteApiKeyAction,
  disableApiKeyAction,
  enableApiKeyAction,
  setDefaultApiKeyAction,
} from "@/lib/api-keys/actions";
import { compareUsageAction } from "@/lib/lookups/actions";
import type { ApiKeyDto } from "@/lib/api-keys/schema";

const DeleteKeyDialog = dynamic(() =>
  import("@/components/api-keys/delete-key-dialog").then((loaded) => loaded.DeleteKeyDialog),
);

const MAKE_DEFAULT = { change: setDefaultApiKeyAction, done: "Now the default" };
const DISABLE = { change: disableApiKeyAction, done: "Disabled" };
const ENABLE = { change: enableApiKeyAction, done: "Back in use" };
const COMPARE = { change: compareUsageAction, done: "Compared with Apollo" };
const DELETE = { change: deleteApiKeyAction, done: "Deleted" };

export function KeyActions({ apiKey }: { apiKey: ApiKeyDto }) {
  const [isDeleting, setIsDeleting] = useState(false);
  const test = useKeyTest(apiKey);
  const keyChange = useKeyChange(apiKey);
  const isPending = test.isPending || keyChange.isPending;
  const isActive = apiKey.state === "active";
  const button = { size: "sm", "aria-disabled": isPending || undefined } as const;
  const change = (what: KeyChange) => () => {
    if (!isPending) keyChange.mutate(what);
  };
  const closeDialog = () => {
    setIsDeleting(false);
  };
  return (
    <div role="group" aria-label={`Actions for ${apiKey.name}`} className="flex flex-wrap gap-1">
      <Button
        {...button}
        title="Asks Apollo who this key belongs to. Costs nothing."
        onClick={() => {
          if (!isPending) test.mutate();
        }}
      >
        {test.isPending ? <Spinner /> : <FlaskConical aria-hidden />} Test for free
      </Button>
      {isActive && (
        <Button
          {...button}
          variant="ghost"
          title="Compares our ledger with Apollo's own counter. Costs nothing."
          onClick={change(COMPARE)}
        >
          <Scale aria-hidden /> Compare usage
        </Button>
      )}
      {isActive && !apiKey.isDefault && (
        <Button {...button} variant="ghost" onClick={change(MAKE_DEFAULT)}>
          <Star aria-hidden /> Make default
        </Button>
      )}
      <Button {...button} variant="ghost" onClick={change(isActive ? DISABLE : ENABLE)}>
        {isActive ? <PowerOff aria-hidden /> : <Power aria-hidden />} {isActive ? "Disable" : "Enable"}
      </Button>
      <Button
        {...button}
        variant="ghost"
        className="hover:text-danger-ink sm:ml-auto"
        onClick={() => {
          setIsDeleting(true);
        }}
      >
        <Trash2 aria-hidden /> Delete
      </Button>
      {isDeleting && (
        <DeleteKeyDialog
          apiKey={apiKey}
          isPending={isPending}
          onClose={closeDialog}
          onDelete={() => {
            keyChange.mutate(DELETE, { onSettled: closeDialog });
          }}
        />
      )}
    </div>
  );
}

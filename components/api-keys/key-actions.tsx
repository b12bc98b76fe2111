"use client";

import { FlaskConical, Power, PowerOff, RefreshCw, Scale, Star, Trash2, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useKeyChange, useKeyTest, type KeyChange } from "@/components/api-keys/use-key-change";
import { lazyDialog } from "@/components/shared/lazy-dialog";
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

const DeleteKeyDialog = lazyDialog(() =>
  import("@/components/api-keys/delete-key-dialog").then((loaded) => loaded.DeleteKeyDialog),
);
const RotateKeyDialog = lazyDialog(() =>
  import("@/components/api-keys/rotate-key-dialog").then((loaded) => loaded.RotateKeyDialog),
);

type Offer = KeyChange & { icon: LucideIcon; label: string; title?: string };

const COMPARE: Offer = {
  ...{ change: compareUsageAction, done: "Compared with Apollo", icon: Scale, label: "Compare usage" },
  title: "Compares our ledger with Apollo's own counter. Costs nothing.",
};
const MAKE_DEFAULT: Offer = {
  change: setDefaultApiKeyAction,
  done: "Now the default",
  icon: Star,
  label: "Make default",
};
const DISABLE: Offer = { change: disableApiKeyAction, done: "Disabled", icon: PowerOff, label: "Disable" };
const DISABLE_NOW: Offer = { ...DISABLE, label: "Disable now" };
const ENABLE: Offer = { change: enableApiKeyAction, done: "Back in use", icon: Power, label: "Enable" };
const KEEP: Offer = { ...ENABLE, label: "Keep in use" };
const DELETE: KeyChange = { change: deleteApiKeyAction, done: "Deleted" };

function offersFor({ state, isDefault }: ApiKeyDto): Offer[] {
  if (state === "ending") return [COMPARE, DISABLE_NOW, KEEP];
  if (state !== "active") return [ENABLE];
  return isDefault ? [COMPARE, DISABLE] : [COMPARE, MAKE_DEFAULT, DISABLE];
}

export function KeyActions({ apiKey }: { apiKey: ApiKeyDto }) {
  const [dialog, setDialog] = useState<"delete" | "rotate" | null>(null);
  const test = useKeyTest(apiKey);
  const keyChange = useKeyChange(apiKey);
  const isPending = test.isPending || keyChange.isPending;
  const button = { size: "sm", "aria-disabled": isPending || undefined } as const;
  const closeDialog = () => {
    setDialog(null);
  };
  return (
    <div role="group" aria-label={`Actions for ${apiKey.name}`} className="flex flex-wrap gap-1">
      <Button
        {...button}
        title="Asks Apollo whose key this is and what it may do. Costs nothing."
        onClick={() => {
          if (!isPending) test.mutate();
        }}
      >
        {test.isPending ? <Spinner /> : <FlaskConical aria-hidden />} Test for free
      </Button>
      {apiKey.state === "active" && (
        <Button
          {...button}
          variant="ghost"
          title="Lets a new key take this one's place. Nothing waits and nothing is lost."
          onClick={() => {
            setDialog("rotate");
          }}
        >
          <RefreshCw aria-hidden /> Rotate
        </Button>
      )}
      {offersFor(apiKey).map((offer) => (
        <Button
          key={offer.label}
          {...button}
          variant="ghost"
          title={offer.title}
          onClick={() => {
            if (!isPending) keyChange.mutate(offer);
          }}
        >
          <offer.icon aria-hidden /> {offer.label}
        </Button>
      ))}
      <Button
        {...button}
        variant="ghost"
        className="hover:text-danger-ink sm:ml-auto"
        onClick={() => {
          setDialog("delete");
        }}
      >
        <Trash2 aria-hidden /> Delete
      </Button>
      {dialog === "rotate" && <RotateKeyDialog apiKey={apiKey} onClose={closeDialog} />}
      {dialog === "delete" && (
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

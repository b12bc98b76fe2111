import { Globe, House, LockOpen, type LucideIcon } from "lucide-react";
import { CopyButton } from "@/components/shared/copy-button";
import { StatusChip } from "@/components/shared/status-chip";
import type { Tone } from "@/components/ui/badge";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { WorkspaceKind } from "@/lib/auth/viewer";
import { targetAddress, type Obstacle } from "@/lib/deliveries/webhook-probe";
import type { WebhookStanding } from "@/lib/deliveries/webhook-standing";

const REACHES: Record<Obstacle | "public", { icon: LucideIcon; tone: Tone; word: string }> = {
  public: { icon: Globe, tone: "success", word: "Public HTTPS" },
  private: { icon: House, tone: "warning", word: "Private address" },
  not_https: { icon: LockOpen, tone: "warning", word: "Not HTTPS" },
};

type AddressCardProps = { standing: WebhookStanding; workspaceKind: WorkspaceKind };

/** Where callbacks are sent. Each call has a token of its own there, which nobody is shown. */
export function AddressCard({ standing: { appUrl, obstacle }, workspaceKind }: AddressCardProps) {
  const { icon, tone, word } = REACHES[obstacle ?? "public"];
  const address = targetAddress(appUrl);
  return (
    <Card aria-label="Address">
      <CardHeader>
        <CardTitle>Address</CardTitle>
        <StatusChip icon={icon} tone={workspaceKind === "practice" ? "neutral" : tone}>
          {word}
        </StatusChip>
      </CardHeader>
      <CardBody className="grid gap-1.5 py-3">
        <p className="flex items-center gap-1.5">
          <code className="min-w-0 break-all">{address}</code>
          <CopyButton value={address} label="Copy address" />
        </p>
        <p className="max-w-prose text-muted-foreground">{noteFor(obstacle, workspaceKind)}</p>
      </CardBody>
    </Card>
  );
}

function noteFor(obstacle: Obstacle | null, workspaceKind: WorkspaceKind): string {
  if (workspaceKind === "practice") {
    return "The practice emulator runs on this machine and delivers here as Apollo would. A live workspace needs a public HTTPS address.";
  }
  if (obstacle === "private") {
    return "Only this network knows it. Set APP_URL to a public HTTPS address and start again: until then phones and waterfalls are switched off.";
  }
  if (obstacle === "not_https") {
    return "Apollo delivers over HTTPS only. Put HTTPS in front of Perihelion, set APP_URL to it and start again.";
  }
  return "Made from APP_URL alone. Each call gets an address of its own, so that nobody else can deliver to it.";
}

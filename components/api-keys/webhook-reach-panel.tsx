import { IntentLink } from "@/components/shared/intent-link";
import { Alert } from "@/components/ui/alert";
import type { WorkspaceKind } from "@/lib/auth/viewer";
import type { ApiKeyList } from "@/lib/api-keys/schema";

type WebhookReachPanelProps = { webhooks: ApiKeyList["webhooks"]; workspaceKind: WorkspaceKind };

/** Whether phone numbers can come back to this installation, and what to do where they cannot. */
export function WebhookReachPanel({ webhooks: { appUrl, isPublicHttps }, workspaceKind }: WebhookReachPanelProps) {
  if (workspaceKind === "practice") {
    return (
      <Alert tone="success" title="Phones can come back">
        The practice emulator runs on this machine and needs no public address. A live workspace needs one.
      </Alert>
    );
  }
  if (isPublicHttps) {
    return (
      <Alert tone="success" title="Phones can come back">
        Apollo delivers them to <Address text={appUrl} />, which is HTTPS and looks public.{" "}
        <IntentLink className="underline underline-offset-2" href="/settings/webhooks">
          Test it under Webhooks
        </IntentLink>
        .
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title="Phones cannot come back yet">
      Apollo delivers phone numbers and waterfall results only to a public HTTPS address, and this installation stands
      at <Address text={appUrl} />. Set <code>APP_URL</code> to a public HTTPS address, such as{" "}
      <Address text="https://perihelion.example.com" />, and start again. Profiles, companies and emails work without
      it.
    </Alert>
  );
}

function Address({ text }: { text: string }) {
  return <code className="break-all">{text}</code>;
}

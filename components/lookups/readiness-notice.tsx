import { IntentLink } from "@/components/shared/intent-link";
import { Alert } from "@/components/ui/alert";
import type { KeyStanding, Readiness } from "@/lib/lookups/server/get-readiness";

type Stopped = Exclude<KeyStanding, "ready">;

const TITLES: Record<Stopped, string> = {
  none: "No API key yet",
  unused: "No API key in use",
  rejected: "Apollo does not accept the API key",
  restricted: "The API key may not look people up",
};
const CURES: Record<Stopped, string> = {
  none: "Nothing can be looked up before an API key is added.",
  unused: "Nothing can be looked up before a key is enabled and made the default.",
  rejected: "Nothing is sent until the key is replaced, or tested once it works again.",
  restricted:
    "Its scope or the plan forbids it. Nothing is sent until that is changed in Apollo and the key is tested.",
};

/** Says what is missing before anybody spends time on the form, and whom to ask. */
export function ReadinessNotice({ readiness }: { readiness: Readiness }) {
  const { key, canReceivePhones, arrivesBy, mayLookUp, mayAddKey, admins } = readiness;
  if (!mayLookUp)
    return (
      <Alert tone="info" title="You review this workspace">
        Reviewers read History and People; looking up is for reps and admins.
      </Alert>
    );
  if (key !== "ready") {
    return (
      <Alert tone="warning" title={TITLES[key]}>
        {CURES[key]}{" "}
        {mayAddKey ? (
          <SettingsLink href="/settings/api-keys">Go to API keys</SettingsLink>
        ) : (
          `Ask ${admins.join(", ") || "an admin"}.`
        )}
      </Alert>
    );
  }
  if (canReceivePhones && arrivesBy === "webhook") return null;
  const toWebhooks = mayAddKey && <SettingsLink href="/settings/webhooks">Go to Webhooks</SettingsLink>;
  if (canReceivePhones) {
    return (
      <Alert tone="info" title="Phones are fetched by poll at present">
        The webhook’s last test failed. You can look up as always: numbers are asked for from the second minute on.{" "}
        {toWebhooks}
      </Alert>
    );
  }
  return (
    <Alert tone="info" title="Phones are switched off here">
      Phone numbers and waterfall results come to a public HTTPS address, and this installation has none. An admin sets
      APP_URL. {toWebhooks}
    </Alert>
  );
}

function SettingsLink({ href, children }: { href: string; children: string }) {
  return (
    <IntentLink className="underline underline-offset-2" href={href}>
      {children}
    </IntentLink>
  );
}

import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import type { Readiness } from "@/lib/lookups/server/get-readiness";

/** Says what is missing before anybody spends time on the form, and whom to ask. */
export function ReadinessNotice({ readiness }: { readiness: Readiness }) {
  const { hasKey, canReceivePhones, mayLookUp, mayAddKey, admins } = readiness;
  if (!mayLookUp)
    return (
      <Alert tone="info" title="You review this workspace">
        Reviewers read History and People; looking up is for reps and admins.
      </Alert>
    );
  if (!hasKey) {
    return (
      <Alert tone="warning" title="No API key yet">
        {mayAddKey ? (
          <>
            Nothing can be looked up before{" "}
            <Link className="underline" href="/settings/api-keys">
              an API key is added
            </Link>
            .
          </>
        ) : (
          `Nothing can be looked up before an admin adds an API key. Ask ${admins.join(", ") || "an admin"}.`
        )}
      </Alert>
    );
  }
  if (canReceivePhones) return null;
  return (
    <Alert tone="info" title="Phones are switched off here">
      Phone numbers and waterfall results come to a public HTTPS address, and this installation has none. An admin sets
      APP_URL.
    </Alert>
  );
}

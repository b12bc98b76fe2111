import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { Alert } from "@/components/ui/alert";
import type { KnownAnswer } from "@/lib/lookups/schema";

const WORDS: Record<KnownAnswer["missing"][number], string> = {
  revealPersonalEmails: "personal emails",
  revealPhoneNumber: "a phone number",
  waterfallEmail: "the email waterfall",
  waterfallPhone: "the phone waterfall",
};

/** Said while typing: the person is ours, and what of the wish is not. */
export function KnownNotice({ known: { person, missing, boughtAt } }: { known: KnownAnswer }) {
  const what = [person.title, person.company].filter(Boolean).join(" at ");
  return (
    <Alert
      tone="success"
      title={`Already ours: ${person.name}`}
      action={
        <IntentLink href={`/people/${person.id}`} className="underline underline-offset-2">
          See them
        </IntentLink>
      }
    >
      {what && <span className="block truncate">{what}</span>}
      Enriched <RelativeTime at={boughtAt} />.{" "}
      {missing.length === 0
        ? "All that is asked for is here."
        : `Not bought yet: ${missing.map((part) => WORDS[part]).join(", ")}.`}
    </Alert>
  );
}

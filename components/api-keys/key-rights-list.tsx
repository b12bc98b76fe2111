import { Check, CircleHelp, X, type LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { KEY_ENDPOINTS, type KeyEndpoint, type RightStanding } from "@/lib/api-keys/api-key";
import { PURPOSES } from "@/lib/api-keys/key-rights";
import type { ApiKeyDto } from "@/lib/api-keys/schema";

type Look = { icon: LucideIcon; ink: string; word: string };

const LOOKS: Record<RightStanding | "unheard", Look> = {
  allowed: { icon: Check, ink: "text-success-ink", word: "allowed" },
  missing: { icon: X, ink: "text-danger-ink", word: "scope missing" },
  plan: { icon: X, ink: "text-danger-ink", word: "not in the plan" },
  unheard: { icon: CircleHelp, ink: "text-muted-foreground", word: "not known yet" },
};

/** What the key may do, by what the provider answered; what it lacks by the scope's own name. */
export function KeyRightsList({ apiKey: { name, rights } }: { apiKey: Pick<ApiKeyDto, "name" | "rights"> }) {
  return (
    <ul aria-label={`What ${name} may do`} className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
      {KEY_ENDPOINTS.map((endpoint) => (
        <Right key={endpoint} endpoint={endpoint} standing={rights[endpoint]} />
      ))}
    </ul>
  );
}

function Right({ endpoint, standing }: { endpoint: KeyEndpoint; standing: RightStanding | undefined }) {
  const { icon: Icon, ink, word } = LOOKS[standing ?? "unheard"];
  const { does, scope, without } = PURPOSES[endpoint];
  const isLacking = standing === "missing" || standing === "plan";
  return (
    <li className="flex min-w-0 gap-2">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", ink)} />
      <div className="min-w-0">
        <p>
          {does}
          <span className={cn("ml-1.5 text-xs", standing === "allowed" ? "sr-only" : ink)}>{word}</span>
        </p>
        {isLacking && (
          <p className="text-xs text-muted-foreground">
            <code className="break-all">{scope}</code>. {without}
          </p>
        )}
        {!standing && endpoint === "people/match" && (
          <p className="text-xs text-muted-foreground">No free call tells; the first lookup shows it.</p>
        )}
      </div>
    </li>
  );
}

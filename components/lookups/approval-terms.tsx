import { creditWords, formatAmount } from "@/lib/credits/credits";
import { Badge } from "@/components/ui/badge";
import type { WaitingApproval } from "@/lib/lookups/approval-queue";

const WISHES = [
  ["revealPhoneNumber", "Phone number"],
  ["revealPersonalEmails", "Personal emails"],
  ["waterfallEmail", "Waterfall email"],
  ["waterfallPhone", "Waterfall phone"],
] as const;

/** What is asked for beside the profile. */
export function Wishes({ options, isRefresh }: Pick<WaitingApproval, "options" | "isRefresh">) {
  const words = WISHES.flatMap(([name, word]) => (options[name] ? [word] : []));
  return (
    <p className="flex flex-wrap gap-1">
      {["Profile", ...words, ...(isRefresh ? ["Refresh"] : [])].map((word) => (
        <Badge key={word}>{word}</Badge>
      ))}
    </p>
  );
}

type PriceProps = Pick<WaitingApproval, "ceiling" | "after" | "who">;

/** The most that it may cost, and what the budgets would cover then. */
export function Price({ ceiling, after, who }: PriceProps) {
  return (
    <p className="text-sm sm:text-right">
      up to <span className="font-medium">{creditWords(ceiling)}</span>
      <span className="block text-xs text-muted-foreground">
        <After {...after} name={who.name} />
      </span>
    </p>
  );
}

type AfterProps = WaitingApproval["after"] & { name: string };

/** What is left of each limit with all of it held. */
function After({ member, workspace, name }: AfterProps) {
  if (member === null && workspace === null) return "No limit to keep";
  return (
    <>
      {member !== null && <Left whose={name} credits={member} />}
      {member !== null && workspace !== null && " · "}
      {workspace !== null && <Left whose="workspace" credits={workspace} />}
    </>
  );
}

function Left({ whose, credits }: { whose: string; credits: string }) {
  if (credits.startsWith("-")) {
    return (
      <span className="text-danger-ink">
        {whose}: <span className="figures">{formatAmount(credits.slice(1))}</span> short
      </span>
    );
  }
  return (
    <>
      {whose}: <span className="figures">{formatAmount(credits)}</span> left then
    </>
  );
}

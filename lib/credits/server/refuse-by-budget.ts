import "server-only";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { formatCredits } from "@/lib/credits/credits";
import type { Prisma, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

export type Refused = {
  workspaceId: string;
  /** Who would spend. */
  userId: string;
  /** Of the budget that does not cover it. */
  refusedBy: string;
  ceiling: Prisma.Decimal;
  /** The spender's name, where someone else reads the refusal. */
  whose: string | null;
};

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const NAMES = new Intl.ListFormat("en", { type: "disjunction" });
const NAMES_MAX = 2;

/** The refusal in words: which budget, what it still covers, when it starts anew and who can raise it. */
export async function refuseByBudget(tx: Tx, refused: Refused): Promise<AppError> {
  const { workspaceId, refusedBy, ceiling, whose } = refused;
  const [left, raise] = await Promise.all([sayLeft(tx, refused), sayWhoRaises(tx, refused)]);
  const own = whose === null ? "Your budget" : `The budget of ${whose}`;
  const budget = refusedBy === WORKSPACE_SCOPE ? "The workspace's budget" : own;
  return new AppError("budget", `refused by ${refusedBy} of ${workspaceId}`, {
    say: `${budget} does not cover ${ceiling.toString()} more credits: ${left} ${raise} Nothing was sent and nothing was spent.`,
  });
}

async function sayLeft(tx: Tx, { workspaceId, refusedBy: scope }: Refused): Promise<string> {
  const [period] = await tx.$queryRaw<{ left: Prisma.Decimal; endsAt: Date }[]>`
    SELECT greatest(credit_limit - held - spent, 0) AS left, ends_at AS "endsAt" FROM budget_period
     WHERE workspace_id = ${workspaceId} AND scope = ${scope} AND starts_at <= now() AND ends_at > now()`;
  if (!period) return "nothing is left of it.";
  const left = formatCredits(period.left.toString());
  return `${left === "1" ? "1 is" : `${left} are`} left until it starts anew on ${DAY.format(period.endsAt)}.`;
}

/** Admins of the workspace, who can raise it. */
async function sayWhoRaises(tx: Tx, { workspaceId, userId, whose }: Refused): Promise<string> {
  const admins = await tx.membership.findMany({
    where: { workspaceId, role: "admin", user: { disabledAt: null } },
    orderBy: { createdAt: "asc" },
    select: { userId: true, user: { select: { name: true } } },
  });
  if (whose !== null || admins.some((admin) => admin.userId === userId)) return "You can raise it under Budgets.";
  const names = admins.slice(0, NAMES_MAX).map(({ user }) => user.name);
  if (names.length === 0) return "An admin could raise it; this workspace has none.";
  return `${NAMES.format(admins.length > names.length ? [...names, "another admin"] : names)} can raise it.`;
}

import {
  ChartColumn,
  FlaskConical,
  History,
  Inbox,
  KeyRound,
  UserRoundSearch,
  UsersRound,
  Wallet,
  Webhook,
  type LucideIcon,
} from "lucide-react";
import type { WorkspaceSummary } from "@/lib/workspaces/workspace";

export type NavEntry = {
  href: string;
  label: string;
  icon: LucideIcon;
  shortcut?: string;
  /** What is counted at the entry's end. */
  badge?: "quarantined";
};
export type NavGroup = { label: string; entries: NavEntry[] };

const WORK: NavEntry[] = [
  { href: "/lookup", label: "Look up", icon: UserRoundSearch, shortcut: "N" },
  { href: "/people", label: "People", icon: UsersRound },
  { href: "/history", label: "History", icon: History },
];
const DELIVERIES: NavEntry = { href: "/deliveries", label: "Deliveries", icon: Inbox };
const PRACTICE: NavEntry = { href: "/practice", label: "Practice", icon: FlaskConical };
const API_KEYS: NavEntry = { href: "/settings/api-keys", label: "API keys", icon: KeyRound };
const BUDGETS: NavEntry = { href: "/settings/budgets", label: "Budgets", icon: Wallet };
const USAGE: NavEntry = { href: "/usage", label: "Usage", icon: ChartColumn };
const WEBHOOKS: NavEntry = { href: "/settings/webhooks", label: "Webhooks", icon: Webhook };

/** The entries that this role has in this workspace. */
export function navGroups({ kind, role }: Pick<WorkspaceSummary, "kind" | "role">): NavGroup[] {
  const deliveries: NavEntry = role === "admin" ? { ...DELIVERIES, badge: "quarantined" } : DELIVERIES;
  const work = [...WORK, deliveries];
  const groups = [{ label: "Work", entries: kind === "practice" ? [...work, PRACTICE] : work }];
  if (role === "admin") groups.push({ label: "Settings", entries: [API_KEYS, BUDGETS, USAGE, WEBHOOKS] });
  if (role === "reviewer") groups.push({ label: "Review", entries: [USAGE] });
  return groups;
}

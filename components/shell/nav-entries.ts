import {
  Building2,
  ChartColumn,
  FileSpreadsheet,
  FlaskConical,
  History,
  Inbox,
  KeyRound,
  ListChecks,
  ListTodo,
  Stamp,
  ScrollText,
  UserRoundCog,
  ShieldCheck,
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
  badge?: "quarantined" | "approvals" | "overdue";
};
export type NavGroup = { label: string; entries: NavEntry[] };

const WORK: NavEntry[] = [
  { href: "/lookup", label: "Look up", icon: UserRoundSearch, shortcut: "N" },
  { href: "/people", label: "People", icon: UsersRound },
  { href: "/companies", label: "Companies", icon: Building2 },
  { href: "/lists", label: "Lists", icon: ListChecks },
  { href: "/runs", label: "Runs", icon: FileSpreadsheet },
  { href: "/tasks", label: "Tasks", icon: ListTodo, badge: "overdue" },
  { href: "/history", label: "History", icon: History },
];
const DELIVERIES: NavEntry = { href: "/deliveries", label: "Deliveries", icon: Inbox };
const APPROVALS: NavEntry = { href: "/approvals", label: "Approvals", icon: Stamp, badge: "approvals" };
const PRACTICE: NavEntry = { href: "/practice", label: "Practice", icon: FlaskConical };
const API_KEYS: NavEntry = { href: "/settings/api-keys", label: "API keys", icon: KeyRound };
const MEMBERS: NavEntry = { href: "/settings/members", label: "Members", icon: UserRoundCog };
const BUDGETS: NavEntry = { href: "/settings/budgets", label: "Budgets", icon: Wallet };
const FIELD_POLICY: NavEntry = { href: "/settings/field-policy", label: "Field policy", icon: ListChecks };
const USAGE: NavEntry = { href: "/usage", label: "Usage", icon: ChartColumn };
const WEBHOOKS: NavEntry = { href: "/settings/webhooks", label: "Webhooks", icon: Webhook };
const AUDIT: NavEntry = { href: "/settings/audit", label: "Audit", icon: ScrollText };
const PRIVACY: NavEntry = { href: "/settings/privacy", label: "Privacy", icon: ShieldCheck };

/** The entries that this role has in this workspace. */
export function navGroups({ kind, role }: Pick<WorkspaceSummary, "kind" | "role">): NavGroup[] {
  // A reviewer is given no tasks.
  const daily = role === "reviewer" ? WORK.filter(({ badge }) => badge !== "overdue") : WORK;
  const work =
    role === "admin" ? [...daily, { ...DELIVERIES, badge: "quarantined" as const }, APPROVALS] : [...daily, DELIVERIES];
  const groups = [{ label: "Work", entries: kind === "practice" ? [...work, PRACTICE] : work }];
  if (role === "admin")
    groups.push({
      label: "Settings",
      entries: [API_KEYS, MEMBERS, BUDGETS, USAGE, WEBHOOKS, FIELD_POLICY, PRIVACY, AUDIT],
    });
  if (role === "reviewer") groups.push({ label: "Review", entries: [USAGE, AUDIT] });
  return groups;
}

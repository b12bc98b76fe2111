"use client";

import { usePathname } from "next/navigation";
import { IntentLink } from "@/components/shared/intent-link";
import { ApprovalsBadge } from "@/components/shell/approvals-badge";
import { navGroups, type NavEntry } from "@/components/shell/nav-entries";
import { OverdueBadge } from "@/components/shell/overdue-badge";
import { QuarantinedBadge } from "@/components/shell/quarantined-badge";
import type { WorkspaceSummary } from "@/lib/workspaces/workspace";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";

type NavListProps = { workspace: WorkspaceSummary; onNavigate?: () => void };

export function NavList({ workspace, onNavigate }: NavListProps) {
  const [work, settings] = navGroups(workspace);
  return (
    <nav aria-label="Main" className="grid gap-5">
      {work && <NavSection entries={work.entries} {...(onNavigate && { onNavigate })} />}
      {settings && (
        <div>
          <p className="mb-1 px-2 text-xs font-medium text-faint-foreground">{settings.label}</p>
          <NavSection entries={settings.entries} {...(onNavigate && { onNavigate })} />
        </div>
      )}
    </nav>
  );
}

function NavSection({ entries, onNavigate }: { entries: NavEntry[]; onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <ul className="grid gap-0.5">
      {entries.map(({ href, label, icon: Icon, shortcut, badge }) => {
        const isActive = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <li key={href}>
            <IntentLink
              href={href}
              aria-current={isActive ? "page" : undefined}
              {...(onNavigate && { onClick: onNavigate })}
              className={cn(
                "group flex h-8 items-center gap-2 rounded-md px-2 font-medium text-muted-foreground transition-colors max-md:h-10",
                "hover:bg-hover hover:text-foreground",
                isActive && "bg-selected text-foreground hover:bg-selected",
              )}
            >
              <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
              <span className="flex-1 truncate">{label}</span>
              {badge === "quarantined" && <QuarantinedBadge />}
              {badge === "approvals" && <ApprovalsBadge />}
              {badge === "overdue" && <OverdueBadge />}
              {shortcut && (
                <Kbd
                  aria-hidden
                  className="border-transparent bg-transparent opacity-0 group-hover:opacity-100 max-md:hidden"
                >
                  {shortcut}
                </Kbd>
              )}
            </IntentLink>
          </li>
        );
      })}
    </ul>
  );
}

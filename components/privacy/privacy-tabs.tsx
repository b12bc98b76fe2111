"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { PageHeader } from "@/components/shared/page-header";
import { cn } from "@/components/ui/cn";

const TABS = [
  { href: "/settings/privacy", label: "Requests" },
  { href: "/settings/privacy/suppressions", label: "Suppressions" },
  { href: "/settings/privacy/retention", label: "Retention" },
];

/** The heading of every privacy page, and the way between them. */
export function PrivacyTabs() {
  const path = usePathname();
  return (
    <>
      <PageHeader
        title="Privacy"
        description="What is kept of people, for how long, and who is never to be looked up."
      />
      <nav aria-label="Privacy" className="mb-5 flex gap-4 overflow-x-auto border-b">
        {TABS.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={path === href ? "page" : undefined}
            className={cn(
              "-mb-px flex h-9 items-center border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted-foreground",
              "transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-foreground aria-[current]:text-foreground",
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
    </>
  );
}

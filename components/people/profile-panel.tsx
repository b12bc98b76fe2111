"use client";

import { useSyncExternalStore } from "react";
import { localTime } from "@/components/people/local-time";
import { CopyButton } from "@/components/shared/copy-button";
import { Definition, DefinitionList } from "@/components/shared/definition-list";
import { currentMinute, onMinute } from "@/components/shared/minute-clock";
import { RelativeTime } from "@/components/shared/relative-time";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { PersonDto } from "@/lib/people/schema";

export function ProfilePanel({ person }: { person: PersonDto }) {
  const { seniority, departments, timeZone, apolloId, observedAt } = person;
  return (
    <Card aria-label="Profile">
      <CardHeader>
        <CardTitle>Profile</CardTitle>
      </CardHeader>
      <CardBody>
        <DefinitionList>
          <Definition term="Seniority">{seniority && readable(seniority)}</Definition>
          <Definition term="Departments">{readableDepartments(departments)}</Definition>
          <Definition term="Local time">{timeZone && <LocalTime timeZone={timeZone} />}</Definition>
          <Definition term="Apollo ID">
            <span className="flex min-w-0 items-center gap-1">
              <span className="truncate figures">{apolloId}</span>{" "}
              <CopyButton value={apolloId} label="Copy Apollo ID" />
            </span>
          </Definition>
          <Definition term="Last enriched">
            <RelativeTime at={observedAt} />
          </Definition>
        </DefinitionList>
      </CardBody>
    </Card>
  );
}

function LocalTime({ timeZone }: { timeZone: string }) {
  const now = useSyncExternalStore(onMinute, currentMinute, () => null);
  return (
    <>
      <span className="figures">{now === null ? "" : localTime(timeZone, now)}</span>{" "}
      <span className="text-muted-foreground">{timeZone.replaceAll("_", " ")}</span>
    </>
  );
}

const SHORT_WORDS: Record<string, string> = { vp: "VP", c_suite: "C-suite" };

function readable(word: string): string {
  const words = word.replaceAll("_", " ");
  return SHORT_WORDS[word] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The provider names some departments twice, the second time as `master_…`. */
function readableDepartments(departments: readonly string[]): string {
  return [...new Set(departments.map((department) => readable(department.replace(/^master_/, ""))))].join(", ");
}

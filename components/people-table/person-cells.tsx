"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { EmailStatus } from "@/components/people/email-status";
import { PhoneCell } from "@/components/people/phone-cell";
import type { ColumnId } from "@/components/people-table/columns";
import { PersonState } from "@/components/people-table/person-state";
import { seniorityWord } from "@/components/people-table/seniority-word";
import { Initials } from "@/components/shared/initials";
import { RelativeTime } from "@/components/shared/relative-time";
import { TagChip } from "@/components/tags/tag-chip";
import type { PersonSummaryDto } from "@/lib/people/schema";

const TAGS_SHOWN = 2;

/** What stands in a column's cell. */
export const CELLS: Record<ColumnId, (person: PersonSummaryDto) => ReactNode> = {
  name: (person) => <Name person={person} />,
  title: ({ title }) => <Text text={title} />,
  company: ({ companyName }) => <Text text={companyName} />,
  email: (person) => <Email person={person} />,
  phone: (person) => <PhoneCell person={person} />,
  state: (person) => <PersonState person={person} />,
  tags: ({ tags }) => <Tags tags={tags} />,
  owner: ({ owner }) => <Owner owner={owner} />,
  enriched: ({ enrichedAt }) => <RelativeTime at={enrichedAt} className="text-muted-foreground" />,
  credits: ({ credits }) => credits,
  country: ({ country }) => <Text text={country} />,
  seniority: ({ seniority }) => <Text text={seniority && seniorityWord(seniority)} />,
  updated: ({ updatedAt }) => <RelativeTime at={updatedAt} className="text-muted-foreground" />,
};

function Name({ person }: { person: PersonSummaryDto }) {
  return (
    <>
      <Link
        href={`/people/${person.id}`}
        data-row=""
        prefetch={false}
        className="block truncate rounded-sm font-medium hover:underline"
      >
        {person.name}
      </Link>
      <span className="block truncate text-xs font-normal text-muted-foreground sm:hidden">
        {[person.title, person.companyName].filter(Boolean).join(" · ") || "No position on file"}
      </span>
    </>
  );
}

function Text({ text }: { text: string | null }) {
  if (text === null) return <Blank />;
  return <span title={text}>{text}</span>;
}

function Blank({ word = "None on file" }: { word?: string }) {
  return <span className="text-faint-foreground">{word}</span>;
}

function Email({ person: { primaryEmail, emailStatus } }: { person: PersonSummaryDto }) {
  if (primaryEmail === null) return <Blank />;
  return (
    <span className="flex items-center gap-2">
      <span className="truncate" title={primaryEmail}>
        {primaryEmail}
      </span>
      <EmailStatus status={emailStatus} />
    </span>
  );
}

function Tags({ tags }: Pick<PersonSummaryDto, "tags">) {
  const more = tags.length - TAGS_SHOWN;
  return (
    <span className="flex items-center gap-1" title={tags.map(({ name }) => name).join(", ")}>
      {tags.slice(0, TAGS_SHOWN).map(({ id, name, colour }) => (
        <TagChip key={id} name={name} colour={colour} />
      ))}
      {more > 0 && <span className="shrink-0 text-xs text-muted-foreground">{`+${String(more)}`}</span>}
    </span>
  );
}

function Owner({ owner }: Pick<PersonSummaryDto, "owner">) {
  if (owner === null) return <Blank word="Nobody" />;
  return (
    <span className="flex items-center gap-1.5">
      <Initials name={owner.name} className="size-5 text-[0.625rem]" />
      <span className="truncate">{owner.name}</span>
    </span>
  );
}

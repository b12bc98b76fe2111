import Link from "next/link";
import { lookupHref } from "@/components/lookups/lookup-href";
import { SampleFlags } from "@/components/sandbox/sample-flags";
import { CopyButton } from "@/components/shared/copy-button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { SamplePerson } from "@/lib/sandbox/schema";

export function SamplePeople({ people }: { people: SamplePerson[] }) {
  return (
    <Table caption="Ordinary people">
      <TableHeader>
        <TableRow>
          <TableHead pinned>Name</TableHead>
          <TableHead>Title</TableHead>
          <TableHead>Company</TableHead>
          <TableHead>Where</TableHead>
          <TableHead>Look up by</TableHead>
          <TableHead>On file</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {people.map((person) => (
          <SampleRow key={person.id} person={person} />
        ))}
      </TableBody>
    </Table>
  );
}

const NAME_STYLE = "underline decoration-border-strong underline-offset-3 hover:decoration-foreground";

function SampleRow({ person }: { person: SamplePerson }) {
  const key = person.email ?? person.linkedinUrl;
  const href = lookupHref(key, {
    revealPhoneNumber: person.hasMobile || person.hasOtherPhone,
    revealPersonalEmails: person.hasPersonalEmail,
  });
  return (
    <TableRow>
      <TableCell pinned>
        <Link href={href} prefetch={false} title={`Look up ${person.name}`} className={NAME_STYLE}>
          {person.name}
        </Link>
      </TableCell>
      <TableCell>{person.title}</TableCell>
      <TableCell>{person.company}</TableCell>
      <TableCell className="text-muted-foreground">
        {person.city}, {person.countryCode}
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-1">
          <span className="truncate figures text-xs">{key}</span>
          <CopyButton value={key} label={`Copy what finds ${person.name}`} />
        </span>
      </TableCell>
      <TableCell>
        <SampleFlags person={person} />
      </TableCell>
    </TableRow>
  );
}

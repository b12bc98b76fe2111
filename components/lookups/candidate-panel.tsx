import { Definition, DefinitionList } from "@/components/shared/definition-list";
import type { CandidateDto } from "@/lib/lookups/schema";

/** Who came back, kept apart from everybody known, beside why it may be somebody else. */
export function CandidatePanel({ candidate, reasons }: { candidate: CandidateDto; reasons: readonly string[] }) {
  const { name, title, company, email, linkedinUrl, location } = candidate;
  return (
    <section aria-label="Who came back" className="grid gap-3 border-t pt-4">
      <h3 className="font-medium">{name ?? "Name not given"}</h3>
      <DefinitionList>
        <Definition term="Title">{title}</Definition>
        <Definition term="Company">{company}</Definition>
        <Definition term="Email">{email}</Definition>
        <Definition term="LinkedIn">{linkedinUrl}</Definition>
        <Definition term="Place">{location}</Definition>
      </DefinitionList>
      <ul aria-label="What does not fit" className="grid gap-1 text-xs text-muted-foreground">
        {reasons.map((reason) => (
          <li key={reason} className="border-l-2 border-warning-border pl-2">
            {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { MapPin } from "lucide-react";
import type { ReactNode } from "react";
import { ProfileLinks } from "@/components/people/profile-links";
import { JobChange } from "@/components/record/job-change";
import { Initials } from "@/components/shared/initials";
import { IntentLink } from "@/components/shared/intent-link";
import type { PersonDto } from "@/lib/people/schema";

type PersonHeadingProps = {
  person: PersonDto;
  /** `h1` on the person's own page. */
  as?: "h1" | "h2";
  /** Makes the name a link to the person's page. */
  isLinked?: boolean;
  /** Stands at the end: what can be done with this person. */
  actions?: ReactNode;
};

export function PersonHeading({ person, as: Heading = "h2", isLinked = false, actions }: PersonHeadingProps) {
  const { id, name, location, headline, linkedinUrl, twitterUrl, githubUrl, facebookUrl } = person;
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <Initials name={name} className="size-11 text-base" />
      <div className="min-w-0 flex-1 basis-60">
        <Heading className="text-xl font-semibold break-words">
          <bdi>
            {isLinked ? (
              <IntentLink href={`/people/${id}`} className="rounded-sm hover:underline">
                {name}
              </IntentLink>
            ) : (
              name
            )}
          </bdi>
        </Heading>
        <PositionLine person={person} />
        {person.jobChange && <JobChange change={person.jobChange} now={new Date()} />}
        {headline && saysMore(headline, person) && (
          <p className="line-clamp-2 max-w-prose text-muted-foreground">
            <bdi>{headline}</bdi>
          </p>
        )}
        <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1">
          {location && (
            <span className="flex items-center gap-1 text-xs text-muted-foreground">
              <MapPin aria-hidden className="size-3" />
              <bdi>{location}</bdi>
            </span>
          )}
          <ProfileLinks urls={[linkedinUrl, twitterUrl, githubUrl, facebookUrl]} of={name} />
        </div>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** Apollo often writes title and company once more as the headline. */
function saysMore(headline: string, { title, companyName }: PersonDto): boolean {
  return headline !== title && headline !== `${title ?? ""} at ${companyName ?? ""}`;
}

function PositionLine({ person: { title, companyName } }: { person: PersonDto }) {
  if (!title && !companyName) return <p className="text-muted-foreground">No position on file</p>;
  return (
    <p className="break-words">
      {title && <bdi>{title}</bdi>}
      {title && companyName && <span className="text-muted-foreground"> at </span>}
      {companyName && <bdi className="font-medium">{companyName}</bdi>}
    </p>
  );
}

import Link from "next/link";
import { ProfileLinks } from "@/components/people/profile-links";
import { CopyButton } from "@/components/shared/copy-button";
import { Definition, DefinitionList } from "@/components/shared/definition-list";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { CompanyDto } from "@/lib/people/schema";

const TECHNOLOGIES_SHOWN = 12;
const COUNT = new Intl.NumberFormat("en");

type CompanyPanelProps = { company: CompanyDto | null; companyId: string | null };

export function CompanyPanel({ company, companyId }: CompanyPanelProps) {
  return (
    <Card aria-label="Company">
      <CardHeader>
        <CardTitle>Company</CardTitle>
        {company && <ProfileLinks urls={[company.linkedinUrl]} of={company.name ?? "the company"} />}
      </CardHeader>
      <CardBody className="grid gap-4">
        {company ? (
          <Known company={company} companyId={companyId} />
        ) : (
          <p className="text-muted-foreground">Apollo named no company.</p>
        )}
      </CardBody>
    </Card>
  );
}

function Known({ company, companyId }: { company: CompanyDto; companyId: string | null }) {
  const { name, domain, industry, employeeCount, foundedYear, annualRevenue, phone, location } = company;
  return (
    <>
      <DefinitionList className="sm:grid-cols-[7rem_1fr]">
        <Definition term="Name">{name && <CompanyName name={name} companyId={companyId} />}</Definition>
        <Definition term="Domain">
          {domain && (
            <span className="flex items-center gap-1">
              {domain} <CopyButton value={domain} label={`Copy ${domain}`} />
            </span>
          )}
        </Definition>
        <Definition term="Industry">{industry}</Definition>
        <Definition term="Employees">
          {employeeCount !== null && <span className="figures">{COUNT.format(employeeCount)}</span>}
        </Definition>
        <Definition term="Revenue">{annualRevenue}</Definition>
        <Definition term="Founded">{foundedYear !== null && <span className="figures">{foundedYear}</span>}</Definition>
        <Definition term="Location">{location}</Definition>
        <Definition term="Main number">
          {phone && (
            <span className="flex items-center gap-1">
              <span className="figures">{phone}</span> <CopyButton value={phone} label={`Copy ${phone}`} />
            </span>
          )}
        </Definition>
      </DefinitionList>
      <About company={company} />
    </>
  );
}

function CompanyName({ name, companyId }: { name: string; companyId: string | null }) {
  if (companyId === null) return <bdi className="font-medium">{name}</bdi>;
  return (
    <Link href={`/companies/${companyId}`} prefetch={false} className="rounded-sm font-medium hover:underline">
      <bdi>{name}</bdi>
    </Link>
  );
}

function About({ company: { description, technologies } }: { company: CompanyDto }) {
  const shown = technologies.slice(0, TECHNOLOGIES_SHOWN);
  const more = technologies.length - shown.length;
  return (
    <>
      {description && (
        <p className="line-clamp-4 text-muted-foreground" title={description}>
          {description}
        </p>
      )}
      {shown.length > 0 && (
        <ul aria-label="Technologies" className="flex flex-wrap gap-1">
          {shown.map((name) => (
            <li key={name} className="flex min-w-0">
              <Badge>
                <span className="truncate">{name}</span>
              </Badge>
            </li>
          ))}
          {more > 0 && <li className="px-1 text-xs leading-5 text-muted-foreground">{`and ${more} more`}</li>}
        </ul>
      )}
    </>
  );
}

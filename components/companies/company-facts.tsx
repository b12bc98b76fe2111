import { CopyButton } from "@/components/shared/copy-button";
import { Definition, DefinitionList } from "@/components/shared/definition-list";
import { RelativeTime } from "@/components/shared/relative-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { CompanyDetailDto } from "@/lib/companies/schema";
import { creditWords } from "@/lib/credits/credits";
import type { ReactNode } from "react";

const COUNT = new Intl.NumberFormat("en");
const DAY = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** What is known of a company, each with when the provider said so. */
export function CompanyFacts({ company, isRep }: { company: CompanyDetailDto; isRep: boolean }) {
  const { description, technologies } = company;
  return (
    <div className="grid min-w-0 gap-5">
      <Facts company={company} />
      <Funding company={company} />
      <Spent company={company} isRep={isRep} />
      {description && (
        <Panel title="About">
          <p className="break-words text-muted-foreground">
            <bdi>{description}</bdi>
          </p>
        </Panel>
      )}
      <Panel title="Technologies">
        {technologies.length === 0 ? (
          <p className="text-faint-foreground">Apollo named none.</p>
        ) : (
          <ul aria-label="Technologies" className="flex flex-wrap gap-1">
            {technologies.map((technology) => (
              <li key={technology} className="flex min-w-0">
                <Badge>
                  <span className="truncate">{technology}</span>
                </Badge>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

function Facts({ company }: { company: CompanyDetailDto }) {
  const { domain, websiteUrl, industry, employeeCount, annualRevenue, foundedYear, location, phone } = company;
  const said = (field: string) => company.saidAt[field];
  return (
    <Panel title="Facts">
      <DefinitionList className="sm:grid-cols-[7rem_1fr]">
        <Fact term="Domain" saidAt={said("domain")}>
          {domain && (
            <>
              {domain} <CopyButton value={domain} label={`Copy ${domain}`} />
            </>
          )}
        </Fact>
        <Fact term="Website" saidAt={said("websiteUrl")}>
          {websiteUrl && <bdi className="break-all">{websiteUrl}</bdi>}
        </Fact>
        <Fact term="Industry" saidAt={said("industry")}>
          {industry}
        </Fact>
        <Fact term="Employees" saidAt={said("employeeCount")}>
          {employeeCount !== null && <span className="figures">{COUNT.format(employeeCount)}</span>}
        </Fact>
        <Fact term="Revenue" saidAt={said("annualRevenue")}>
          {annualRevenue}
        </Fact>
        <Fact term="Founded" saidAt={said("foundedYear")}>
          {foundedYear !== null && <span className="figures">{foundedYear}</span>}
        </Fact>
        <Fact term="Location" saidAt={said("country") ?? said("city")}>
          {location}
        </Fact>
        <Fact term="Main number" saidAt={said("phone")}>
          {phone && (
            <>
              <span className="figures">{phone}</span> <CopyButton value={phone} label={`Copy ${phone}`} />
            </>
          )}
        </Fact>
      </DefinitionList>
    </Panel>
  );
}

function Funding({ company: { totalFunding, fundingStage, fundedAt, saidAt } }: { company: CompanyDetailDto }) {
  return (
    <Panel title="Funding">
      <DefinitionList className="sm:grid-cols-[7rem_1fr]">
        <Fact term="Stage" saidAt={saidAt["fundingStage"]}>
          {fundingStage}
        </Fact>
        <Fact term="Total" saidAt={saidAt["totalFunding"]}>
          {totalFunding && <span className="figures">{totalFunding}</span>}
        </Fact>
        <Fact term="Latest round" saidAt={saidAt["fundedAt"]}>
          {fundedAt && <span className="figures">{DAY.format(new Date(fundedAt))}</span>}
        </Fact>
      </DefinitionList>
    </Panel>
  );
}

function Spent({ company: { credits, lookups }, isRep }: { company: CompanyDetailDto; isRep: boolean }) {
  return (
    <Panel title={isRep ? "Spent by you" : "Spent"}>
      <p>
        {creditWords(credits)}
        <span className="text-muted-foreground">
          {lookups === 1 ? " in 1 lookup of its people" : ` in ${COUNT.format(lookups)} lookups of its people`}
        </span>
      </p>
    </Panel>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card aria-label={title}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}

type FactProps = { term: string; saidAt: string | undefined; children: ReactNode };

function Fact({ term, saidAt, children }: FactProps) {
  const isKnown = children !== null && children !== "" && children !== false;
  return (
    <Definition term={term}>
      {isKnown && (
        <span className="flex flex-wrap items-center justify-between gap-x-3">
          <span className="flex min-w-0 items-center gap-1">{children}</span>
          {saidAt && (
            <span className="text-xs whitespace-nowrap text-muted-foreground" title="When Apollo said so">
              <RelativeTime at={saidAt} />
            </span>
          )}
        </span>
      )}
    </Definition>
  );
}

import { MagicRow } from "@/components/sandbox/magic-row";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { MagicSample } from "@/lib/sandbox/schema";

type MagicGroupCardProps = { id: string; title: string; about: string; people: MagicSample[] };

export function MagicGroupCard({ id, title, about, people }: MagicGroupCardProps) {
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-24">
      <CardHeader>
        <CardTitle id={`${id}-title`}>{title}</CardTitle>
        <p className="text-xs text-muted-foreground">{about}</p>
      </CardHeader>
      <ul>
        {people.map((person) => (
          <MagicRow key={person.key} person={person} />
        ))}
      </ul>
    </Card>
  );
}

import { AtSign, Phone, ShieldCheck, Smartphone } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { SamplePerson } from "@/lib/sandbox/schema";

/** What a look-up of this person can bring. */
export function SampleFlags({ person }: { person: SamplePerson }) {
  return (
    <span className="flex gap-1">
      {person.hasMobile && (
        <Badge>
          <Smartphone aria-hidden />
          mobile
        </Badge>
      )}
      {person.hasOtherPhone && (
        <Badge>
          <Phone aria-hidden />
          phone
        </Badge>
      )}
      {person.hasPersonalEmail && (
        <Badge>
          <AtSign aria-hidden />
          personal email
        </Badge>
      )}
      {person.isGdpr && (
        <Badge tone="info" title="Personal emails are withheld in this region">
          <ShieldCheck aria-hidden />
          GDPR
        </Badge>
      )}
    </span>
  );
}

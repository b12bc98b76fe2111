import { ShieldCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { SamplePerson } from "@/lib/sandbox/schema";

/** What a look-up of this person can bring. */
export function SampleFlags({ person }: { person: SamplePerson }) {
  const { hasMobile, hasOtherPhone, hasPersonalEmail, isGdpr } = person;
  const found = [hasMobile && "mobile", hasOtherPhone && "other phone", hasPersonalEmail && "personal email"];
  const words = found.filter((word) => word !== false).join(", ");
  return (
    <span className="flex items-center gap-2">
      {words || <span className="text-faint-foreground">no phone</span>}
      {isGdpr && (
        <Badge tone="info" title="Personal emails are withheld in this region">
          <ShieldCheck aria-hidden />
          GDPR
        </Badge>
      )}
    </span>
  );
}

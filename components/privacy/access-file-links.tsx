import { FileDown } from "lucide-react";
import { Button } from "@/components/ui/button";

const FORMATS = [
  { format: "html", words: "As a page" },
  { format: "json", words: "As JSON" },
] as const;

/** For admins: everything that is held on the person, as a file for them. Each making of one is audited. */
export function AccessFileLinks({ personId }: { personId: string }) {
  return (
    <div role="group" aria-label="Download access file" className="flex flex-wrap items-center gap-2">
      {FORMATS.map(({ format, words }) => (
        <Button key={format} asChild size="sm">
          <a href={`/api/privacy/access/${encodeURIComponent(personId)}?format=${format}`} download>
            <FileDown aria-hidden /> {words}
          </a>
        </Button>
      ))}
    </div>
  );
}

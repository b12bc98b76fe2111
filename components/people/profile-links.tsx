import { ExternalLink } from "lucide-react";
import { profileLink } from "@/components/people/profile-link";

/** Links to the profiles that are on a known site; nothing for any other address. */
export function ProfileLinks({ urls, of }: { urls: readonly (string | null)[]; of: string }) {
  const links = urls.flatMap((url) => profileLink(url) ?? []);
  if (links.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
      {links.map(({ href, site }) => (
        <li key={href}>
          <a
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex items-center gap-1 rounded-sm text-muted-foreground underline decoration-border-strong underline-offset-4 hover:text-foreground"
          >
            {site}
            <span className="sr-only">{` profile of ${of}, in a new tab`}</span>
            <ExternalLink aria-hidden className="size-3" />
          </a>
        </li>
      ))}
    </ul>
  );
}

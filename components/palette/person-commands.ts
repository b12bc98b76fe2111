import { Braces, Copy, IdCard, ListPlus, NotebookPen, Search, Tag } from "lucide-react";
import { lookupHref } from "@/components/lookups/lookup-href";
import type { PaletteCommand } from "@/components/palette/command";
import { askForTags } from "@/components/palette/palette-store";
import { personFileHref } from "@/components/people/person-file-href";
import { showToast } from "@/components/ui/toast";
import type { PersonDto } from "@/lib/people/schema";

type PersonCommands = { person: PersonDto; mayWrite: boolean; open: (href: string) => void };

/** What can be done with the person in front of the reader. A covered number is not offered. */
export function personCommands({ person, mayWrite, open }: PersonCommands): PaletteCommand[] {
  const phone = person.phones.find(({ isMasked }) => !isMasked);
  const write: PaletteCommand[] = [
    {
      ...{ id: "person-tag", label: "Tag", icon: Tag, keywords: "tags label" },
      run: () => {
        askForTags(person.id);
      },
    },
    ...pressing("note", { id: "person-note", label: "Write a note", icon: NotebookPen }),
    ...pressing("task", { id: "person-task", label: "Add a task", icon: ListPlus }),
    {
      ...{ id: "person-lookup", label: "Look up again", icon: Search, keywords: "refresh enrich" },
      run: () => {
        open(lookupHref(person.apolloId));
      },
    },
  ];
  return [
    ...(person.primaryEmail ? [copying("email", person.primaryEmail, person.primaryEmail)] : []),
    ...(phone ? [copying("phone", phone.number, phone.formatted)] : []),
    ...(mayWrite ? write : []),
    download("vcard", { id: "person-vcard", label: "Export as a vCard", icon: IdCard }, person.id),
    download("json", { id: "person-json", label: "Export as JSON", icon: Braces }, person.id),
  ];
}

function copying(noun: "email" | "phone", value: string, shown: string): PaletteCommand {
  return {
    ...{ id: `person-copy-${noun}`, label: `Copy ${noun}`, hint: shown, icon: Copy, keywords: "clipboard" },
    run: () => void copy(value, noun),
  };
}

async function copy(value: string, noun: string): Promise<void> {
  const isCopied = await navigator.clipboard.writeText(value).then(
    () => true,
    () => false,
  );
  if (isCopied) showToast({ tone: "success", title: noun === "email" ? "Email copied" : "Phone number copied" });
  else showToast({ tone: "error", title: "Your browser refused the clipboard", description: "Copy it on the page." });
}

type Named = Pick<PaletteCommand, "id" | "label" | "icon">;

/** Nothing where the page has no such button. */
function pressing(command: "note" | "task", named: Named): PaletteCommand[] {
  const button = document.querySelector<HTMLElement>(`[data-command="${command}"]`);
  if (!button) return [];
  const run = () => {
    button.scrollIntoView({ block: "center" });
    button.click();
  };
  return [{ ...named, run }];
}

function download(format: "vcard" | "json", named: Named, personId: string): PaletteCommand {
  return {
    ...named,
    keywords: "download file address book",
    run: () => {
      const link = document.createElement("a");
      link.href = personFileHref(personId, format);
      link.download = "";
      link.click();
    },
  };
}

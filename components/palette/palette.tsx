"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import * as Dialog from "radix-ui/dialog";
import { useRef, useState, type KeyboardEvent } from "react";
import { findCommands, type PaletteCommand, type PaletteGroup } from "@/components/palette/command";
import { frameCommands } from "@/components/palette/frame-commands";
import { pageCommands } from "@/components/palette/page-commands";
import type { PaletteFrame } from "@/components/palette/palette-host";
import { closePalette, readPalette } from "@/components/palette/palette-store";
import { personCommands } from "@/components/palette/person-commands";
import { personInFront } from "@/components/palette/person-in-front";
import { keepRecent } from "@/components/palette/recent-store";
import { useFound } from "@/components/palette/use-found";
import { useRecent } from "@/components/palette/use-recent";
import { openShortcuts } from "@/components/shell/shortcuts-store";
import { Spinner } from "@/components/ui/spinner";
import { peopleQueries } from "@/lib/people/queries";

/** Everything that can be reached or done, by typing. */
export function Palette(props: PaletteFrame) {
  const [typed, setTyped] = useState("");
  const { groups, isSearching, onChosen } = useGroups(props, typed);
  const count = groups.reduce((sum, { commands }) => sum + commands.length, 0);
  const chosen = useRef<PaletteCommand>(undefined);
  const [from] = useState(() => readPalette().from);
  const selection = useSelection(groups, typed);
  const choose = (command: PaletteCommand) => {
    onChosen(command);
    chosen.current = command;
    closePalette();
  };
  // The focus goes back where it was first, so that what is opened can take it.
  const leave = (event: Event) => {
    event.preventDefault();
    if (from instanceof HTMLElement) from.focus();
    chosen.current?.run();
  };
  return (
    <Dialog.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) closePalette();
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim motion-safe:animate-fade-in" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={leave}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border bg-popover shadow-overlay outline-none motion-safe:animate-fade-in max-sm:top-4"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command label="Search and commands" shouldFilter={false} vimBindings={false} loop {...selection}>
            <div className="flex items-center gap-2 border-b px-3">
              <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                maxLength={200}
                placeholder="Search people, pages and commands"
                className="h-11 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-faint-foreground max-sm:text-lg"
              />
              {isSearching && <Spinner />}
            </div>
            <Command.List className="max-h-[min(26rem,60dvh)] scroll-py-2 overflow-y-auto overscroll-contain p-1.5">
              {count === 0 && <Nothing isSearching={isSearching} />}
              {groups.map((group) => (
                <GroupOf key={group.heading} group={group} onChoose={choose} />
              ))}
            </Command.List>
            <p role="status" className="sr-only">
              {isSearching ? "Searching" : count === 1 ? "1 result" : `${String(count)} results`}
            </p>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Named with its group: one command may stand in two. */
const valueOf = (heading: string, { id }: PaletteCommand): string => `${heading} ${id}`;

/** What Enter would do: the first one, also when others come in before it, until the reader moves away from it. */
function useSelection(groups: readonly PaletteGroup[], typed: string) {
  const [moved, setMoved] = useState<string | null>(null);
  const [picked, setPicked] = useState("");
  const values = groups.flatMap(({ heading, commands }) => commands.map((command) => valueOf(heading, command)));
  const isPicked = moved === typed && values.includes(picked);
  const onMove = () => {
    setMoved(typed);
  };
  return {
    value: isPicked ? picked : (values[0] ?? ""),
    onValueChange: setPicked,
    onPointerMove: onMove,
    onKeyDown: ({ key, ctrlKey }: KeyboardEvent) => {
      if (ctrlKey || WALKING.has(key)) onMove();
    },
  };
}

const WALKING = new Set(["ArrowDown", "ArrowUp", "Home", "End"]);

function Nothing({ isSearching }: { isSearching: boolean }) {
  return (
    <p className="px-2 py-6 text-center text-muted-foreground">
      {isSearching ? "Searching…" : "Nothing and nobody here fits."}
    </p>
  );
}

function GroupOf({
  group: { heading, commands },
  onChoose,
}: {
  group: PaletteGroup;
  onChoose: (command: PaletteCommand) => void;
}) {
  if (commands.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
    >
      {commands.map((command) => {
        const { id, label, hint, icon: Icon } = command;
        return (
          <Command.Item
            key={id}
            value={valueOf(heading, command)}
            onSelect={() => {
              onChoose(command);
            }}
            className="flex h-9 cursor-default items-center gap-2.5 rounded-md px-2 select-none data-[selected=true]:bg-selected max-sm:h-11"
          >
            <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" strokeWidth={1.75} />
            <bdi className="min-w-0 truncate">{label}</bdi>
            {hint && (
              <bdi className="ml-auto min-w-0 shrink-[9] truncate pl-3 text-xs text-muted-foreground">{hint}</bdi>
            )}
          </Command.Item>
        );
      })}
    </Command.Group>
  );
}

/** The groups for what was typed, in the order in which they stand. */
function useGroups(props: PaletteFrame, typed: string) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const { active, user } = props.frame;
  const open = (href: string) => {
    router.push(href);
  };
  const owner = { userId: user.id, workspaceId: active.id };
  const mayWrite = active.role !== "reviewer";
  const personId = personInFront(window.location.href);
  const { data: page } = useQuery({ ...peopleQueries.detail(personId ?? ""), enabled: personId !== null });
  const onPerson = page ? personCommands({ person: page.person, mayWrite, open }) : [];
  const pages = pageCommands({ workspace: active, open, openShortcuts });
  const actions = frameCommands({ ...props, open, setTheme });
  const { groups: found, isSearching } = useFound({ typed, open, mayLookUp: mayWrite });
  const shown = found.flatMap(({ commands }) => commands);
  const recent = useRecent({ owner, known: [...pages, ...actions, ...shown], open });
  const isEmpty = typed.trim() === "";
  const fitting = (commands: readonly PaletteCommand[]) => findCommands(commands, typed);
  const [people, companies, kept, ask] = found;
  const groups: PaletteGroup[] = [
    ...(isEmpty ? [{ heading: "Recent", commands: recent }] : []),
    { heading: page?.person.name ?? "This person", commands: fitting(onPerson) },
    ...(people ? [people] : []),
    ...(companies ? [companies] : []),
    { heading: "Go to", commands: fitting(pages) },
    ...(kept ? [kept] : []),
    { heading: "Do", commands: fitting(actions) },
    ...(ask ? [ask] : []),
  ];
  const onChosen = ({ id }: PaletteCommand) => {
    if (isKept(id)) keepRecent(owner, id);
  };
  return { groups, isSearching, onChosen };
}

/** What was typed stays nowhere, what is done to a person belongs to them, and nobody signs out by habit. */
const isKept = (id: string): boolean => id !== "look-up-typed" && id !== "sign-out" && !id.startsWith("person-");

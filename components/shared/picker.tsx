"use client";

import { Check, Plus } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";

export type PickerOption = { id: string; name: string; content?: ReactNode; aside?: ReactNode };

type PickerProps = {
  /** Names the field and the list. */
  label: string;
  placeholder?: string;
  /** Undefined while they are read. */
  options: readonly PickerOption[] | undefined;
  chosen: readonly string[];
  onPick: (id: string) => void;
  /** Offered for a name that none of the options has. */
  onCreate?: (name: string) => void;
  empty?: string;
};

const CREATE = "create";

/** A field that narrows the list below it. Arrows walk the list, Enter picks; the focus never leaves the field. */
export function Picker({
  label,
  placeholder,
  options,
  chosen,
  onPick,
  onCreate,
  empty = "Nothing fits.",
}: PickerProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const name = text.trim();
  const found = options?.filter((option) => fits(option.name, name)) ?? [];
  const isNew = options?.every((option) => option.name.toLowerCase() !== name.toLowerCase()) ?? false;
  const mayCreate = onCreate !== undefined && name !== "" && isNew;
  const rows = [...found.map((option) => option.id), ...(mayCreate ? [CREATE] : [])];
  const active = Math.min(Math.max(at, 0), rows.length - 1);
  const pick = (row: string | undefined) => {
    if (row === undefined) return;
    if (row === CREATE) onCreate?.(name);
    else onPick(row);
    setText("");
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepOf(event.key, active, rows.length);
    if (next !== null) setAt(next);
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) pick(rows[active]);
    else return;
    event.preventDefault();
  };
  const rowProps = (row: string, index: number): RowProps => ({
    id: `${id}-${String(index)}`,
    isActive: index === active,
    isChosen: chosen.includes(row),
    onPick: () => {
      pick(row);
    },
  });
  return (
    <div className="grid gap-2">
      <Input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(active >= 0 && { "aria-activedescendant": `${id}-${String(active)}` })}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        placeholder={placeholder ?? label}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable
        className="h-56 overflow-y-auto rounded-md border p-1"
      >
        {found.map((option, index) => (
          <Row key={option.id} {...rowProps(option.id, index)} aside={option.aside}>
            {option.content ?? <span className="truncate">{option.name}</span>}
          </Row>
        ))}
        {mayCreate && (
          <Row {...rowProps(CREATE, found.length)}>
            <Plus aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
            <span className="truncate">Create “{name}”</span>
          </Row>
        )}
        {rows.length === 0 && (
          <li role="presentation" className="flex items-center gap-2 px-2 py-1.5 text-muted-foreground">
            {options ? empty : <Spinner />}
          </li>
        )}
      </ul>
    </div>
  );
}

type RowProps = {
  id: string;
  isActive: boolean;
  isChosen: boolean;
  onPick: () => void;
  aside?: ReactNode;
  children?: ReactNode;
};

function Row({ id, isActive, isChosen, onPick, aside, children }: RowProps) {
  const row = useRef<HTMLLIElement>(null);
  // The list scrolls by itself only for what has the focus, and that stays in the field.
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    <li
      ref={row}
      id={id}
      role="option"
      aria-selected={isChosen}
      className={cn(
        "flex h-8 cursor-default items-center gap-2 rounded-sm px-2 text-sm hover:bg-hover max-sm:h-10",
        isActive && "bg-selected hover:bg-selected",
      )}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={onPick}
    >
      {children}
      <span className="ml-auto flex shrink-0 items-center gap-2 text-xs text-muted-foreground">
        {aside}
        {isChosen ? <Check aria-hidden className="size-4 text-foreground" /> : <span className="size-4" />}
      </span>
    </li>
  );
}

function fits(name: string, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  return words.every((word) => name.toLowerCase().includes(word));
}

function stepOf(key: string, at: number, count: number): number | null {
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  return null;
}

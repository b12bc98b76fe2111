"use client";

import { Search, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";

type SearchInputProps = {
  /** Also its accessible name: "Search people". */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  /** Whoever leaves may be about to follow a link: what is put off is to be done now, since later it would undo that. */
  onLeave: () => void;
  className?: string;
};

/** The `/` key brings the focus here. Debounce where the value is used, not here. */
export function SearchInput({ label, value, onValueChange, onLeave, className }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div role="search" className={cn("d:relative d:w-full sm:d:w-72", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        ref={input}
        type="search"
        data-shortcut="search"
        aria-label={label}
        placeholder={label}
        value={value}
        className="px-8 [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => {
          onValueChange(event.target.value);
        }}
        onBlur={onLeave}
      />
      {value && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Clear search"
          className="absolute top-1/2 right-1 size-6 -translate-y-1/2"
          onClick={() => {
            onValueChange("");
            input.current?.focus();
          }}
        >
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

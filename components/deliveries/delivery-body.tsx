"use client";

import { Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { CopyButton } from "@/components/shared/copy-button";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { bytesPath } from "@/lib/deliveries/queries";
import type { BodyDto, BodyPart, DeliveryDto } from "@/lib/deliveries/schema";

type TextBody = Extract<BodyDto, { form: "text" }>;

/** The body as it came, for whoever may see it, and the way to its exact bytes. */
export function DeliveryBody({ delivery }: { delivery: DeliveryDto }) {
  const { id, body, mayDownload } = delivery;
  const [isIndented, setIsIndented] = useState(true);
  const canIndent = body.form === "text" && body.indented !== null;
  return (
    <Card aria-label="Body">
      <CardHeader>
        <CardTitle>Body</CardTitle>
        <div className="flex flex-wrap items-center gap-2">
          {canIndent && <LayoutChoice isIndented={isIndented} onChoose={setIsIndented} />}
          {mayDownload && (
            <Button size="sm" asChild>
              <a href={bytesPath(id)} download>
                <Download aria-hidden /> Download bytes
              </a>
            </Button>
          )}
        </div>
      </CardHeader>
      <CardBody className="grid gap-3">
        {body.form === "text" && (
          <>
            <TextNotes body={body} />
            <Parts parts={isIndented ? (body.indented ?? body.raw) : body.raw} />
          </>
        )}
        {body.form === "hex" && (
          <>
            <Notes notes={["These bytes are no text.", body.isCut && "Only the first 16 KB are shown."]} />
            <Raw>{body.dump}</Raw>
          </>
        )}
        {body.form === "withheld" && (
          <Notes notes={["These bytes are no text, so no number in them can be covered, and they are not shown."]} />
        )}
        {body.form === "removed" && (
          <p className="text-sm text-muted-foreground">
            The body was removed <RelativeTime at={body.at} /> because it was old enough. That it came, when, and its
            SHA-256 are kept.
          </p>
        )}
        {body.form === "empty" && <Notes notes={["Nothing of the body is kept."]} />}
      </CardBody>
    </Card>
  );
}

function LayoutChoice({ isIndented, onChoose }: { isIndented: boolean; onChoose: (isIndented: boolean) => void }) {
  return (
    <div role="group" aria-label="Layout" className="flex rounded-md border p-px">
      {[
        { word: "Indented", value: true },
        { word: "As received", value: false },
      ].map(({ word, value }) => (
        <Button
          key={word}
          size="sm"
          variant="ghost"
          aria-pressed={isIndented === value}
          className={isIndented === value ? "h-6 bg-selected text-foreground" : "h-6"}
          onClick={() => {
            onChoose(value);
          }}
        >
          {word}
        </Button>
      ))}
    </div>
  );
}

function TextNotes({ body: { isJson, oddBytes, isCut, isMasked, hidesListed } }: { body: TextBody }) {
  const odd =
    oddBytes === 1
      ? "1 byte is not UTF-8: marked where it stands."
      : `${oddBytes.toLocaleString("en")} bytes are not UTF-8: marked where they stand.`;
  return (
    <Notes
      notes={[
        !isJson && "This is not JSON.",
        oddBytes > 0 && odd,
        isMasked && "Phone numbers are covered for your role.",
        hidesListed && "A do-not-call number is covered until you reveal it on the person’s page.",
        isCut && "Only the first 128 KB are shown.",
      ]}
    />
  );
}

function Notes({ notes }: { notes: readonly (string | false)[] }) {
  const said = notes.filter((note) => note !== false);
  return said.length > 0 ? <p className="text-sm text-muted-foreground">{said.join(" ")}</p> : null;
}

function Parts({ parts }: { parts: readonly BodyPart[] }) {
  const hasMarks = parts.some(({ isMark }) => isMark);
  return (
    <Raw copies={hasMarks ? undefined : parts.map(({ text }) => text).join("")}>
      {parts.map(({ text, isMark }, index) =>
        isMark ? (
          <mark key={index} className="rounded-sm bg-warning-soft px-0.5 text-warning-ink">
            {text}
          </mark>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
    </Raw>
  );
}

function Raw({ copies, children }: { copies?: string | undefined; children: ReactNode }) {
  return (
    <div className="relative min-w-0 rounded-md border bg-background">
      {copies !== undefined && (
        <div className="absolute top-1.5 right-1.5">
          <CopyButton value={copies} label="Copy body" />
        </div>
      )}
      <pre
        tabIndex={0}
        role="region"
        aria-label="Body as text"
        className="max-h-[60dvh] min-h-16 overflow-auto p-3 pr-10 figures text-xs break-words whitespace-pre-wrap"
      >
        {children}
      </pre>
    </div>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import type { EraseTarget } from "@/components/privacy/erase-dialog";
import { HeldRecord } from "@/components/privacy/held-record";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { findHeldAction } from "@/lib/privacy/actions";
import type { Held } from "@/lib/privacy/erasure";

type FindPersonProps = { first: Held | null; onErase: (target: EraseTarget) => void };

/** What is typed goes to the server in a body and stands in no address: it is personal data. */
export function FindPerson({ first, onErase }: FindPersonProps) {
  const formId = useId();
  const [text, setText] = useState("");
  const search = useMutation({
    mutationFn: async (typed: string) => ({ typed, result: await findHeldAction({ text: typed }) }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !search.isPending) search.mutate(text);
  };
  const answer = search.data?.result;
  const held = answer?.ok ? answer.value : search.data ? null : first;
  return (
    <Card aria-label="Find a person">
      <CardHeader>
        <CardTitle>Find a person</CardTitle>
      </CardHeader>
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <form id={formId} onSubmit={submit} className="flex flex-wrap items-start gap-2">
          <Field
            label="Who asks"
            help="An email address, a LinkedIn profile, a phone number, an Apollo ID or a name."
            className="flex-1 basis-64"
          >
            <Input
              value={text}
              autoComplete="off"
              onChange={(event) => {
                setText(event.target.value);
              }}
            />
          </Field>
          <SubmitButton isPending={search.isPending} className="mt-6.5 max-sm:mt-0 max-sm:w-full">
            Find
          </SubmitButton>
        </form>
        {answer?.ok === false && (
          <Alert tone="danger" title="Nobody was looked for">
            {answer.error.message} Reference {answer.error.reference}.
          </Alert>
        )}
        {search.isError && (
          <Alert tone="danger" title="The server did not answer">
            Try again.
          </Alert>
        )}
        <div role="status">{held && <Found held={held} typed={search.data?.typed ?? ""} onErase={onErase} />}</div>
      </CardBody>
    </Card>
  );
}

type FoundProps = { held: Held; typed: string; onErase: FindPersonProps["onErase"] };

function Found({ held: { people, asked }, typed, onErase }: FoundProps) {
  if (people.length > 0) {
    return (
      <ul aria-label="What is held" className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {people.map((record) => (
          <HeldRecord key={record.personId} record={record} onErase={onErase} />
        ))}
      </ul>
    );
  }
  if (asked === null)
    return <p className="text-muted-foreground">Nobody of that name is held. Try an address, a profile or a number.</p>;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p>
        Nobody is held under that.{" "}
        {asked === 0
          ? "Nobody asked for them either."
          : `They were asked for ${asked === 1 ? "once" : `${asked.toLocaleString("en")} times`}.`}
      </p>
      <Button
        onClick={() => {
          onErase({ text: typed });
        }}
      >
        Erase and keep out
      </Button>
    </div>
  );
}

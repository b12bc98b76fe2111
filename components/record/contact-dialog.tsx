"use client";

import { useId, useState } from "react";
import type { Contact } from "@/components/record/contact";
import { useRecordChange } from "@/components/record/use-record-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { saveEmailAction, savePhoneAction } from "@/lib/people/actions";
import { HAND_EMAIL_KINDS, HAND_PHONE_TYPES } from "@/lib/people/record";

type Kind = Contact["kind"];
type ContactDialogProps = { personId: string; kind: Kind; contact?: Contact; onClose: () => void };

const WORDS = {
  email: { noun: "email", label: "Email", input: "email", placeholder: "ana@acme.example" },
  phone: { noun: "phone", label: "Phone", input: "tel", placeholder: "+44 20 7946 0123" },
} as const;

const TYPE_WORDS: Record<string, string> = {
  ...{ work: "Work", personal: "Personal" },
  ...{ mobile: "Mobile", work_direct: "Direct", work_hq: "HQ", home: "Home", other: "Other" },
};

/** An address or a number by hand: a new one, or in the place of one that is there. */
export function ContactDialog({ personId, kind, contact, onClose }: ContactDialogProps) {
  const formId = useId();
  const { noun } = WORDS[kind];
  const [isPending, setIsPending] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title={contact ? `Edit ${contact.shown}` : `Add ${noun === "email" ? "an email" : "a phone"}`}
        description="What members write is kept whatever is answered, and survives the undo of any lookup."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton form={formId} isPending={isPending} pendingLabel="Saving">
              Save
            </SubmitButton>
          </>
        }
      >
        <ContactForm {...{ formId, personId, kind, contact, onClose, onPending: setIsPending }} />
      </DialogContent>
    </Dialog>
  );
}

type FormProps = Omit<ContactDialogProps, "contact"> & {
  contact: Contact | undefined;
  formId: string;
  onPending: (isPending: boolean) => void;
};

function ContactForm({ formId, personId, kind, contact, onClose, onPending }: FormProps) {
  const words = WORDS[kind];
  const types: readonly string[] = kind === "email" ? HAND_EMAIL_KINDS : HAND_PHONE_TYPES;
  const [typed, setTyped] = useState({
    value: contact?.value ?? "",
    type: types.find((type) => type === contact?.type) ?? types[0] ?? "",
    label: contact?.label ?? "",
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useSaveContact(kind);
  const submit = async () => {
    onPending(true);
    const refused = await save({ personId, ...(contact && { id: contact.id }), ...typed });
    onPending(false);
    if (refused === null) onClose();
    else setErrors(refused);
  };
  const change = (name: keyof typeof typed) => (event: { target: { value: string } }) => {
    setTyped({ ...typed, [name]: event.target.value });
  };
  return (
    <form
      id={formId}
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={words.label} error={errors["address"] ?? errors["number"]} required>
        <Input
          type={words.input}
          placeholder={words.placeholder}
          autoComplete="off"
          value={typed.value}
          onChange={change("value")}
        />
      </Field>
      <Field label="Type">
        <NativeSelect value={typed.type} onChange={change("type")}>
          {types.map((type) => (
            <option key={type} value={type}>
              {TYPE_WORDS[type] ?? type}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Label" error={errors["label"]} help="A word of your own, such as “assistant”. Optional.">
        <Input maxLength={40} autoComplete="off" value={typed.label} onChange={change("label")} />
      </Field>
    </form>
  );
}

type Typed = { personId: string; id?: string; value: string; type: string; label: string };

function useSaveContact(kind: Kind) {
  const done = () => ({ title: "Saved" });
  const email = useRecordChange({ change: saveEmailAction, done });
  const phone = useRecordChange({ change: savePhoneAction, done });
  return ({ value, type, ...typed }: Typed) =>
    kind === "email"
      ? email.save({ ...typed, address: value, kind: type === "personal" ? "personal" : "work" })
      : phone.save({ ...typed, number: value, type: HAND_PHONE_TYPES.find((word) => word === type) ?? "other" });
}

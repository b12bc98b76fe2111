"use client";

import { useForm, useWatch } from "react-hook-form";
import { hashEmail } from "@/components/lookups/hash-email";
import { IdentityFields } from "@/components/lookups/identity-fields";
import { KnownNotice } from "@/components/lookups/known-notice";
import type { LookupPreset } from "@/components/lookups/lookup-href";
import { LookUpButtons } from "@/components/lookups/look-up-buttons";
import { OptionSwitches } from "@/components/lookups/option-switches";
import { SmartBox } from "@/components/lookups/smart-box";
import { StrengthLine } from "@/components/lookups/strength-line";
import { useKnownAnswer } from "@/components/lookups/use-known-answer";
import { Card, CardBody, CardFooter } from "@/components/ui/card";
import type { WaterfallCeilings } from "@/lib/credits/credits";
import type { LookupOptions } from "@/lib/lookups/lookup";
import { assessStrength, normaliseIdentity, type Strength, type TypedIdentity } from "@/lib/lookups/normalise";
import { readSmartText } from "@/lib/lookups/read-smart-text";
import type { RequestLookupInput } from "@/lib/lookups/schema";

const NOBODY: TypedIdentity = {
  firstName: "",
  lastName: "",
  fullName: "",
  email: "",
  hashedEmail: "",
  companyName: "",
  companyDomain: "",
  apolloId: "",
  linkedinUrl: "",
};
type LookupFormProps = {
  preset: LookupPreset;
  isPending: boolean;
  canReceivePhones: boolean;
  ceilings: WaterfallCeilings;
  approvalAbove: string | null;
  /** Whose result stands beside the form: that they are ours need not be said again. */
  shownPersonId: string | null;
  /** Answers with the fields the server refused, or null. */
  onLookUp: (input: RequestLookupInput) => Promise<Record<string, string> | null>;
};

export function LookupForm({
  preset,
  isPending,
  canReceivePhones,
  ceilings,
  approvalAbove,
  shownPersonId,
  onLookUp,
}: LookupFormProps) {
  const form = useForm<RequestLookupInput>({
    defaultValues: {
      ...NOBODY,
      ...presetOptions(preset, canReceivePhones),
      isRefresh: false,
      ...readSmartText(preset.text),
    },
  });
  const { register, control, setValue, getValues, setError, handleSubmit, formState } = form;
  const typed = useWatch({ control, compute: (values) => values });
  const known = useKnownAnswer(typed);
  const isSaid = known?.missing.length === 0 && known.person.id === shownPersonId;

  const show = (fields: Record<string, string>) => {
    const [first] = Object.keys(fields);
    for (const [name, message] of Object.entries(fields)) {
      setError(name as keyof TypedIdentity, { message }, { shouldFocus: name === first });
    }
  };
  const submit = ({ isRefresh }: { isRefresh: boolean }) =>
    handleSubmit(async (input) => {
      const normalised = normaliseIdentity(input);
      if (!normalised.ok) show(normalised.fields);
      else show((await onLookUp({ ...input, isRefresh })) ?? {});
    })();
  const fill = (fields: Partial<TypedIdentity>) => {
    for (const [name, text] of Object.entries({ ...NOBODY, ...fields }))
      setValue(name as keyof TypedIdentity, text, { shouldValidate: false });
    form.clearErrors();
  };
  const hash = async () => {
    const hashed = await hashEmail(getValues("email"));
    if (hashed === null)
      setError(
        "email",
        { message: "Type an email address first; hashing needs HTTPS or localhost." },
        { shouldFocus: true },
      );
    else fill({ ...getValues(), email: "", hashedEmail: hashed });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit({ isRefresh: false });
      }}
      noValidate
      aria-label="Look someone up"
    >
      <Card>
        <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <SmartBox initialText={preset.text} onRead={fill} />
          <IdentityFields register={register} errors={formState.errors} onHashEmail={() => void hash()} />
          <StrengthLine strength={strengthOf(typed)} />
          {known && !isSaid && <KnownNotice known={known} />}
          <OptionSwitches control={control} canReceivePhones={canReceivePhones} ceilings={ceilings} />
        </CardBody>
        <CardFooter className="sticky bottom-0 z-10 rounded-b-lg bg-card">
          <LookUpButtons
            isPending={isPending}
            isOurs={known?.missing.length === 0}
            options={typed}
            ceilings={ceilings}
            approvalAbove={approvalAbove}
            onRefresh={() => void submit({ isRefresh: true })}
          />
        </CardFooter>
      </Card>
    </form>
  );
}

function strengthOf(typed: TypedIdentity): Strength {
  const normalised = normaliseIdentity(typed);
  if (normalised.ok) return assessStrength(normalised.identity);
  return Object.values(typed).some((value) => typeof value === "string" && value.trim() !== "") ? "too_weak" : "none";
}

/** What comes by webhook stays off where none can arrive. */
function presetOptions({ options }: LookupPreset, canReceivePhones: boolean): LookupOptions {
  if (canReceivePhones) return options;
  return { ...options, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false };
}

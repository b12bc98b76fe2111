"use client";

import { useForm, useWatch } from "react-hook-form";
import { hashEmail } from "@/components/lookups/hash-email";
import { IdentityFields } from "@/components/lookups/identity-fields";
import { OptionSwitches } from "@/components/lookups/option-switches";
import { SmartBox } from "@/components/lookups/smart-box";
import { StrengthLine } from "@/components/lookups/strength-line";
import { SubmitButton } from "@/components/shared/submit-button";
import { Card, CardBody, CardFooter } from "@/components/ui/card";
import { creditCeiling, creditWords } from "@/lib/credits/credits";
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
const NOTHING_EXTRA = {
  revealPersonalEmails: false,
  revealPhoneNumber: false,
  waterfallEmail: false,
  waterfallPhone: false,
};

type LookupFormProps = {
  initialText: string;
  isPending: boolean;
  canReceivePhones: boolean;
  /** Answers with the fields the server refused, or null. */
  onLookUp: (input: RequestLookupInput) => Promise<Record<string, string> | null>;
};

export function LookupForm({ initialText, isPending, canReceivePhones, onLookUp }: LookupFormProps) {
  const form = useForm<RequestLookupInput>({
    defaultValues: { ...NOBODY, ...NOTHING_EXTRA, ...readSmartText(initialText) },
  });
  const { register, control, setValue, getValues, setError, handleSubmit, formState } = form;
  const typed = useWatch({ control, compute: (values) => values });

  const show = (fields: Record<string, string>) => {
    const [first] = Object.keys(fields);
    for (const [name, message] of Object.entries(fields)) {
      setError(name as keyof TypedIdentity, { message }, { shouldFocus: name === first });
    }
  };
  const submit = handleSubmit(async (input) => {
    const normalised = normaliseIdentity(input);
    if (!normalised.ok) show(normalised.fields);
    else show((await onLookUp(input)) ?? {});
  });
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
    <form onSubmit={(event) => void submit(event)} noValidate aria-label="Look someone up">
      <Card>
        <CardBody className="grid gap-4">
          <SmartBox initialText={initialText} onRead={fill} />
          <IdentityFields register={register} errors={formState.errors} onHashEmail={() => void hash()} />
          <StrengthLine strength={strengthOf(typed)} />
          <OptionSwitches control={control} canReceivePhones={canReceivePhones} />
        </CardBody>
        <CardFooter className="sticky bottom-0 z-10 rounded-b-lg bg-card">
          <SubmitButton size="lg" className="w-full" isPending={isPending} pendingLabel="Looking up…">
            Look up · up to {creditWords(creditCeiling(typed))}
          </SubmitButton>
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

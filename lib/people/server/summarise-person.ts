import "server-only";
import type { KnownEmail } from "@/lib/people/emails";
import { choosePrimaryEmail, choosePrimaryPhone, isDoNotCall, searchText } from "@/lib/people/person";
import type { KnownPhone } from "@/lib/people/phones";

type Merged = {
  fullName: string;
  title: string | null;
  companyName: string | null;
  companyDomain: string | null;
  emails: readonly KnownEmail[];
  phones: readonly KnownPhone[];
  /** What members said of the rows that stand for these values. */
  marks: { emails: readonly (Mark & { address: string })[]; phones: readonly (Mark & { number: string })[] };
};
type Mark = { isPrimary: boolean; wrongAt: Date | null };

/** The columns that lists read, made from what is known: the first address, the first number, the text to search. */
export function summarise({ marks, ...merged }: Merged) {
  const { emails: _, phones: __, ...person } = merged;
  const emails = marked(merged.emails, ({ address }) => marks.emails.find((row) => row.address === address));
  const phones = marked(merged.phones, ({ number }) => marks.phones.find((row) => row.number === number));
  const email = choosePrimaryEmail(emails);
  const phone = choosePrimaryPhone(phones);
  const addresses = emails.map(({ address }) => address);
  // Search is an oracle: a covered number must not be found digit by digit.
  const numbers = phones.filter(({ dncStatus }) => !isDoNotCall(dncStatus)).map(({ number }) => number);
  return {
    primaryEmail: email?.address ?? null,
    emailStatus: email?.status ?? null,
    primaryPhone: phone?.number ?? null,
    phoneType: phone?.type ?? null,
    search: searchText({ ...person, addresses, numbers }),
  };
}

/** Without what a member called wrong, and with what stands first because a member said so. */
function marked<T>(values: readonly T[], markOf: (value: T) => Mark | undefined): (T & { isPrimary: boolean })[] {
  return values.flatMap((value) => {
    const mark = markOf(value);
    return mark && mark.wrongAt !== null ? [] : [{ ...value, isPrimary: mark?.isPrimary ?? false }];
  });
}

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
};

/** The columns that lists read, made from what is known: the first address, the first number, the text to search. */
export function summarise({ emails, phones, ...person }: Merged) {
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

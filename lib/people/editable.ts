/** What members may write by hand. A company and a place are one value each, written part by part. */
export const EDITABLE_FIELDS = [
  "fullName",
  "firstName",
  "lastName",
  "title",
  "headline",
  "companyName",
  "companyDomain",
  "city",
  "state",
  "country",
  "linkedinUrl",
] as const;
export type EditableField = (typeof EDITABLE_FIELDS)[number];

export const EDITABLE_WORDS: Record<EditableField, string> = {
  fullName: "Name",
  firstName: "First name",
  lastName: "Last name",
  title: "Title",
  headline: "Headline",
  companyName: "Company",
  companyDomain: "Company domain",
  city: "City",
  state: "State",
  country: "Country",
  linkedinUrl: "LinkedIn",
};

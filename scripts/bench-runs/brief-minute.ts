/** A minute of the provider's limit where it is a brief one. */
export const BRIEF_MINUTE_S = 12;

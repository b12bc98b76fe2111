import * as z from "zod/mini";

/** A member who may look after people: an admin or a rep who can sign in. */
export const OwnerDto = z.object({ id: z.string(), name: z.string() });
export type OwnerDto = z.infer<typeof OwnerDto>;
export const OwnerList = z.array(OwnerDto);

/** Who looks after one person. A disabled member still does, until somebody else is named. */
export const PersonOwnerDto = z.object({
  owner: z.nullable(z.extend(OwnerDto, { isDisabled: z.boolean() })),
});
export type PersonOwnerDto = z.infer<typeof PersonOwnerDto>;

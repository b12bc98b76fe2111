import type { ActionEntry } from "./action-entries";

const onTag: ActionEntry = {
  input: ({ tagId }) => ({ id: tagId }),
  refused: { anonymous: "unauthenticated", reviewer: "forbidden", outsider: "not_found" },
};
const onPrivateList: ActionEntry = {
  input: ({ listId }) => ({ id: listId }),
  refused: { ...onTag.refused, rep: "not_found", colleague: "not_found" },
};
/** Only who made a change takes it back. */
const onChange: ActionEntry = {
  input: () => ({ changeId: "blk_of_somebody_else" }),
  refused: { ...onPrivateList.refused, admin: "not_found" },
};
const forMakers: Pick<ActionEntry, "refused"> = { refused: { anonymous: "unauthenticated", reviewer: "forbidden" } };

/** What members make of people: tags, lists and owners. */
export const MARK_ACTIONS: Record<string, ActionEntry> = {
  createTagAction: { ...forMakers, input: () => ({ name: "Mallory" }) },
  changeTagAction: { ...onTag, input: ({ tagId }) => ({ id: tagId, name: "Mallory" }) },
  mergeTagAction: { ...onTag, input: ({ tagId }) => ({ id: "tag_of_nobody", intoId: tagId }) },
  deleteTagAction: onTag,
  tagPeopleAction: {
    ...onTag,
    input: ({ personId, tagId }) => ({ selection: { ids: [personId] }, add: [], remove: [tagId] }),
  },
  undoTagChangeAction: onChange,
  createListAction: { ...forMakers, input: () => ({ name: "Mallory" }) },
  renameListAction: { ...onPrivateList, input: ({ listId }) => ({ id: listId, name: "Mallory" }) },
  shareListAction: { ...onPrivateList, input: ({ listId }) => ({ id: listId, isShared: true }) },
  deleteListAction: onPrivateList,
  regroupPeopleAction: {
    ...onPrivateList,
    input: ({ personId, listId }) => ({ selection: { ids: [personId] }, add: [], remove: [listId] }),
  },
  undoListChangeAction: onChange,
  setArrivalsListAction: { ...onPrivateList, input: ({ listId }) => ({ listId }) },
  assignOwnerAction: {
    ...onTag,
    input: ({ personId, memberId }) => ({ selection: { ids: [personId] }, ownerId: memberId }),
  },
  undoAssignmentAction: onChange,
};

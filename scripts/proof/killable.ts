/** Something of the product that may die at any instant and is then started again. */
export type Killable = {
  /** Ends it without a chance to put anything away. Resolves once it is gone. */
  kill: () => Promise<void>;
  /** Resolves once it is on its way: whoever needs it asks it. */
  start: () => Promise<void>;
};

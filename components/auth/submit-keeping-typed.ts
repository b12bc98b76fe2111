import { startTransition, type SubmitEventHandler } from "react";

/**
 * Submits without React's reset of the form that an `action` brings: what was typed stays, also what was typed while
 * the answer was on its way. Goes with the same `action`, which serves the page until its scripts run.
 */
export function submitKeepingTyped(submit: (fields: FormData) => void): SubmitEventHandler<HTMLFormElement> {
  return (event) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    startTransition(() => {
      submit(fields);
    });
  };
}

import type { ReviewDirectory } from "#core/domain/review/reviewers-of.ts";
import type { Core } from "#core/ports/core.ts";

/** The directory that policy asks too, and who administers the portal. */
export const reviewDirectory = async (core: Core, now: Date): Promise<ReviewDirectory> => {
  const [basis, administrators] = await Promise.all([core.policies.basis(), core.people.enabledWith("administrator")]);
  return { directory: basis.directoryAt(now).directory, administrators: administrators.map(({ id }) => id) };
};

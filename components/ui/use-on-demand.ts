import type { ComponentType } from "react";
import { useState } from "react";

/**
 * A part that is loaded when somebody reaches for it. `Loaded` is null until it is there, so that what stands in its place
 * stays until then and nothing flickers. A load that fails leaves things as they are: the next press tries again.
 */
export const useOnDemand = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  const [loaded, setLoaded] = useState<{ readonly part: ComponentType<Props> } | null>(null);
  const ignore = () => undefined;
  return {
    Loaded: loaded?.part ?? null,
    /** For a pointer or a focus that comes near. */
    prepare: () => void load().catch(ignore),
    demand: () => void load().then((part) => setLoaded({ part }), ignore),
  };
};

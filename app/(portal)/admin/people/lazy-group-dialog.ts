import dynamic from "next/dynamic";

/** The form of a group, loaded when it is opened. */
export const GroupDialog = dynamic(() => import("./group-dialog.tsx").then((module) => module.GroupDialog), {
  ssr: false,
});

"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { YamlEditorProps } from "./yaml-editor.tsx";

// The editor is larger than everything else here together: it comes with this page alone, and in the browser alone.
const YamlEditor = dynamic(() => import("./yaml-editor.tsx").then((module) => module.YamlEditor), {
  ssr: false,
  loading: () => <Skeleton className="h-[28rem] w-full rounded-lg" />,
});

export function PolicyEditor(props: YamlEditorProps) {
  return (
    <div className="min-h-[28rem] overflow-clip rounded-lg border bg-surface focus-within:border-accent">
      <YamlEditor {...props} />
    </div>
  );
}

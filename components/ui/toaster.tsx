"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { ToastMessage } from "./toast.ts";
import { receiveToasts } from "./toast.ts";

const ToastStack = dynamic(() => import("./toast-stack.tsx").then((module) => module.ToastStack), { ssr: false });

/** Once per page, in the layout. Its library is loaded with the first message, not with the page. */
export function Toaster() {
  const [first, setFirst] = useState<readonly ToastMessage[]>([]);
  useEffect(() => receiveToasts((message) => setFirst((before) => [...before, message])), []);
  return first.length === 0 ? null : <ToastStack first={first} />;
}

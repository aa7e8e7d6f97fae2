"use client";

import { useState } from "react";

/** The nonce of this document's policy, "" on the server. Browsers hide it from attributes but leave it on the property. */
function documentNonce(): string {
  if (typeof document === "undefined") return "";
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

/** For libraries that make style sheets: CodeMirror takes `EditorView.cspNonce.of(useNonce())`. */
export function useNonce(): string {
  return useState(documentNonce)[0];
}

/**
 * Hands the nonce to react-remove-scroll (in every Radix dialog), which asks for it under this global name. Read from the
 * document and not passed as a prop: a page reached without reload still lives under the first document's policy.
 */
export function StyleNonce() {
  useState(() => {
    if (typeof document !== "undefined") Reflect.set(globalThis, "__webpack_nonce__", documentNonce());
  });
  return null;
}

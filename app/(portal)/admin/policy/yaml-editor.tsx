"use client";

import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import CodeMirror, { type ReactCodeMirrorRef } from "@uiw/react-codemirror";
import { useEffect, useMemo, useRef, useState } from "react";
import { useNonce } from "#components/style-nonce.tsx";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";

export interface YamlEditorProps {
  text: string;
  /** Left out: only to read. */
  onChange?: ((text: string) => void) | undefined;
  problems: readonly PolicyProblem[];
  /** Where to go; a new object goes there again. */
  jump?: { line: number; column: number } | undefined;
  label: string;
}

const look = EditorView.theme({
  "&": { fontSize: "12.5px", backgroundColor: "transparent", color: "var(--text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": {
    fontFamily: "var(--font-geist-mono), ui-monospace, monospace",
    caretColor: "var(--text)",
    padding: "10px 0",
  },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--sunken)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft) !important" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", border: "1px solid var(--line)", color: "var(--text)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--waning)" },
  ".cm-panels": { backgroundColor: "var(--surface)", color: "var(--text)", borderColor: "var(--line)" },
});

/** In our own colours: the library's are made for a white page and vanish on a dark one. */
const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
    { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
    { tag: [tags.string, tags.special(tags.string)], color: "var(--live)" },
    { tag: [tags.keyword, tags.meta], color: "var(--waning)" },
    { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--muted)" },
  ]),
);

/** YAML with the problems where they are. Tab leaves the editor (WCAG 2.1.2): indentation is typed. */
export function YamlEditor({ text, onChange, problems, jump, label }: YamlEditorProps) {
  const nonce = useNonce();
  const editor = useRef<ReactCodeMirrorRef>(null);
  const [view, setView] = useState<EditorView>();
  const extensions = useMemo(
    () => [
      yaml(),
      lintGutter(),
      look,
      colours,
      EditorView.lineWrapping,
      EditorView.cspNonce.of(nonce),
      // Its box scrolls, so keys must reach it, also where it is only to read.
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    ],
    [nonce, label],
  );
  useEffect(() => {
    if (!view) return;
    view.dispatch(setDiagnostics(view.state, diagnosticsIn(view, problems)));
  }, [view, problems]);
  useEffect(() => {
    if (!view || !jump) return;
    const at = offsetOf(view, jump.line, jump.column);
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    view.focus();
  }, [view, jump]);
  return (
    <CodeMirror
      ref={editor}
      value={text}
      theme="none"
      minHeight="28rem"
      maxHeight="70vh"
      indentWithTab={false}
      editable={onChange !== undefined}
      readOnly={onChange === undefined}
      basicSetup={{
        foldGutter: false,
        highlightActiveLine: onChange !== undefined,
        autocompletion: false,
        syntaxHighlighting: false,
      }}
      extensions={extensions}
      onCreateEditor={setView}
      {...(onChange ? { onChange } : {})}
    />
  );
}

/** Lines and columns count from 1; an answer may be about a text that was longer. */
const offsetOf = (view: EditorView, line: number, column: number): number => {
  const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  return Math.min(at.to, at.from + Math.max(0, column - 1));
};

const diagnosticsIn = (view: EditorView, problems: readonly PolicyProblem[]): Diagnostic[] =>
  problems.flatMap(({ line, column = 1, severity, message }) => {
    if (line === undefined) return [];
    const from = offsetOf(view, line, column);
    const end = view.state.doc.lineAt(from).to;
    return [{ from, to: Math.max(from, end), severity, message }];
  });

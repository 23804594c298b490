// The page's editor; esbuild makes cm.js of it and of what it uses of CodeMirror.
import { EditorView, keymap } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { tagHighlighter, tags } from "@lezer/highlight";
import { python } from "@codemirror/lang-python";

const pygments = tagHighlighter([  // the class names of Pygments: so the code has the page's colours
  { tag: [tags.keyword, tags.bool, tags.null], class: "k" },
  { tag: [tags.definition(tags.variableName), tags.definition(tags.className)], class: "nf" },
  { tag: tags.string, class: "s2" },
  { tag: tags.number, class: "mi" },
  { tag: tags.operator, class: "o" },
  { tag: tags.comment, class: "c1" },
]);

/** An editor with *doc*; *label* is its name for a screen reader, *changed* is told each new text. */
export const open = (doc, label, changed) => new EditorView({ doc, extensions: [
  EditorView.updateListener.of(update => update.docChanged && changed(update.state.doc.toString())),
  python(), syntaxHighlighting(pygments), history(), bracketMatching(), indentOnInput(), indentUnit.of("    "),
  keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
  EditorView.contentAttributes.of({ "aria-label": label, "data-prevent-swipe": "" })] });

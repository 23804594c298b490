// What of CodeMirror the page's editor uses; esbuild makes cm.js of it.
export { EditorView, keymap, drawSelection } from "@codemirror/view";
export { Prec } from "@codemirror/state";
export { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
export { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
export { classHighlighter } from "@lezer/highlight";
export { python } from "@codemirror/lang-python";

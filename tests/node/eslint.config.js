import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  { files: ["components/**/*.js"], languageOptions: { globals: { ...globals.browser, Plotly: "readonly" } } },
  { files: ["tests/**/*.js"], languageOptions: { globals: globals.nodeBuiltin } },
];

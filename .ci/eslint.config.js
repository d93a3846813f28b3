// What the page's scripts have to keep to. Each is a classic script that defines one namespace and may use the others;
// of the browser they may use only what is named here: no network, no storage, nothing that makes code of text.
import { readdirSync, readFileSync } from "node:fs";
import js from "@eslint/js";

const SCRIPTS = new URL("../kg/write/html/scripts/", import.meta.url);
const BROWSER = [
  "Blob", "Event", "Intl", "ResizeObserver", "URL", "XMLSerializer", "cancelAnimationFrame", "clearTimeout", "document",
  "history", "location", "navigator", "requestAnimationFrame", "setTimeout", "vis", "window",
];

const namespaces = readdirSync(SCRIPTS).map((name) => {
  const found = /^const (\w+) = /m.exec(readFileSync(new URL(name, SCRIPTS), "utf-8"));
  if (!found) throw new Error(`${name} defines no namespace`);
  return found[1];
});

const asText = "Text from documents goes into the page by text nodes only (dom.js).";
const MARKUP = ["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "createContextualFragment", "srcdoc"];

export default [
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: {
      ecmaVersion: 2024,
      globals: Object.fromEntries([...namespaces, ...BROWSER].map((name) => [name, "readonly"])),
      sourceType: "script",
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "camelcase": "error",
      "complexity": ["error", 10],
      "consistent-return": "error",
      "eqeqeq": "error",
      "max-depth": ["error", 4],
      "max-len": ["error", { code: 120 }],
      "max-lines": ["error", 250],
      "max-params": ["error", 6],
      "no-console": "error",
      "no-control-regex": "off", // they are what has to be found
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-restricted-properties": [
        "error",
        ...MARKUP.map((property) => ({ message: asText, property })),
        ...["write", "writeln"].map((property) => ({ message: asText, object: "document", property })),
      ],
      "no-restricted-syntax": [
        "error",
        { message: "The page loads nothing.", selector: "ImportExpression" },
        { message: asText, selector: `Property[key.name=/^(${MARKUP.join("|")})$/]` },
        {
          message: "An event handler is a function, not text.",
          selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^on/]",
        },
      ],
      "no-unused-vars": ["error", { vars: "local", varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "strict": ["error", "global"],
    },
  },
  { files: ["**/words_*.js"], rules: { "max-lines": "off" } }, // tables
];

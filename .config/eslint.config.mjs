import comments from "@eslint-community/eslint-plugin-eslint-comments";
import js from "@eslint/js";
import query from "@tanstack/eslint-plugin-query";
import { defineConfig } from "eslint/config";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { houseRules } from "./eslint-house-rules.mjs";

const TYPED = ["**/*.{ts,tsx}"];
const TESTS = ["**/*.test.{ts,tsx}", "e2e/**"];
/** Next and the tools look for a default export in these, and nowhere else. */
const DEFAULT_EXPORTS = [
  "app/**/{page,layout,template,loading,error,global-error,not-found,default,icon,apple-icon,manifest,robots,sitemap}.{ts,tsx}",
  "next.config.mjs",
  "prisma/config.ts",
  ".config/**",
  "e2e/{playwright.config,looks.config,global-setup,global-teardown}.ts",
  "lib/testing/*-setup.ts",
  // Says what the bundler makes of a font.
  "app/font-file.d.ts",
];
/** Where no parsed environment exists yet, or where it is being made. */
const READS_ENVIRONMENT = [
  "lib/{env,testing}/**",
  // Hands a cleaned environment to PostgreSQL's own process.
  "lib/db/embedded/**",
  "scripts/**",
  "prisma/**",
  ".config/**",
  "next.config.mjs",
  "e2e/*.ts",
];
const NODE_GLOBALS = [
  ...["process", "console", "URL", "fetch", "Buffer", "AbortSignal", "AbortController"],
  ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate"],
];

const forbiddenSyntax = [
  "error",
  {
    selector: "TSInterfaceDeclaration:not(TSModuleDeclaration TSInterfaceDeclaration)",
    message: "Use `type` for the shape of a value.",
  },
  { selector: "TSEnumDeclaration", message: "No enum: use a union of string literals, or a const table." },
  {
    selector: "CatchClause > BlockStatement[body.length=0]",
    message: "An error that is caught is answered: log it, translate it, or say in code why it is the expected case.",
  },
  {
    selector: "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > BlockStatement[body.length=0]",
    message: "An error that is caught is answered: log it, translate it, or say in code why it is the expected case.",
  },
  {
    selector: "CallExpression[callee.property.name=/^(only|skip|todo)$/][callee.object.name=/^(it|test|describe)$/]",
    message: "Every test runs, always.",
  },
];

export default defineConfig(
  {
    ignores: [
      "**/node_modules/",
      ".next/",
      ".data/",
      ".cache/",
      "lib/db/generated/",
      "next-env.d.ts",
      "public/",
      "test-results/",
      "playwright-report/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    name: "every file",
    plugins: { house: houseRules, "@eslint-community/eslint-comments": comments },
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, "readonly"])) },
    rules: {
      "house/plain-names": "error",
      "house/env-wall": "error",
      "house/no-barrel": "error",
      "house/file-size": ["error", 250],
      "max-lines-per-function": ["error", 60],
      "max-params": ["error", 3],
      "max-depth": ["error", 3],
      complexity: ["error", { max: 12, variant: "modified" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      "no-restricted-syntax": forbiddenSyntax,
      "@eslint-community/eslint-comments/require-description": ["error", { ignore: ["eslint-enable"] }],
      "@eslint-community/eslint-comments/no-unlimited-disable": "error",
      "@eslint-community/eslint-comments/disable-enable-pair": ["error", { allowWholeFile: true }],
    },
  },
  {
    name: "typed code",
    files: TYPED,
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      query.configs["flat/recommended"],
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Said by the syntax rule above, which lets an interface augment a package's own.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      // It would ask for the `!` that the strict rules forbid.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // An index signature is read with brackets (noPropertyAccessFromIndexSignature's habit), a property with a dot.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
    },
  },
  {
    name: "components",
    files: ["**/*.tsx"],
    plugins: { "react-hooks": hooks },
    rules: {
      "max-lines-per-function": ["error", 100],
      complexity: ["error", { max: 15, variant: "modified" }],
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "react-hooks/set-state-in-render": "error",
      "react-hooks/set-state-in-effect": "error",
      "react-hooks/purity": "error",
      "react-hooks/refs": "error",
      "react-hooks/immutability": "error",
      "react-hooks/static-components": "error",
    },
  },
  {
    name: "components ask through the query layer",
    files: ["components/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Read through the domain's queries.ts, write through its actions.ts." },
      ],
    },
  },
  { name: "pages", files: ["app/**/page.tsx"], rules: { "house/file-size": ["error", 60] } },
  {
    name: "routes: one function may answer several methods",
    files: ["app/**/route.ts"],
    rules: { "house/file-size": ["error", 40], "house/no-barrel": "off" },
  },
  {
    name: "vendored primitives: their own sizes",
    files: ["components/ui/**"],
    rules: { "house/file-size": "off", "max-lines-per-function": "off", complexity: "off" },
  },
  { name: "the door to the generated client", files: ["lib/db/client.ts"], rules: { "house/no-barrel": "off" } },
  { name: "default exports", files: DEFAULT_EXPORTS, rules: { "no-restricted-exports": "off" } },
  { name: "environment", files: READS_ENVIRONMENT, rules: { "house/env-wall": "off" } },
  { name: "scripts speak", files: ["scripts/**", "prisma/*.ts", ".config/**"], rules: { "no-console": "off" } },
  {
    name: "tests",
    files: TESTS,
    rules: {
      "house/file-size": ["error", 350],
      "max-lines-per-function": "off",
      // The columns of a table of cases are parameters.
      "max-params": "off",
    },
  },
);

import next from "@next/eslint-plugin-next";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const appClock = "Only the database clock decides what is due: ask the clock port.";

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      ".next*/**",
      ".lapse",
      "adapters/prisma/generated",
      "next-env.d.ts",
      "test-results",
      "playwright-report",
    ],
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/only-throw-error": "error",
      "max-lines": ["error", 300],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["core/**/*.ts"],
    ignores: ["**/*.test.ts", "core/testing/**"],
    rules: { "max-lines-per-function": ["error", { max: 50, skipComments: true, skipBlankLines: true }] },
  },
  {
    files: ["{core,adapters,connectors,server}/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: appClock },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: appClock },
      ],
    },
  },
  {
    files: ["{app,components}/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks, "@next/next": next },
    rules: {
      ...hooks.configs.recommended.rules,
      ...next.configs.recommended.rules,
      ...next.configs["core-web-vitals"].rules,
    },
  },
  {
    // A leading underscore says that something is left out on purpose.
    files: ["**/*.{ts,tsx}"],
    rules: { "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }] },
  },
  {
    files: ["**/*.test.{ts,tsx}", "e2e/**/*.ts"],
    rules: { "max-lines": ["error", 400], "@typescript-eslint/no-non-null-assertion": "off" },
  },
  { files: ["{scripts,bench,cli,interop,connectors/conformance}/**/*.ts"], rules: { "no-console": "off" } },
);

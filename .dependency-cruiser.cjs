/** The import law (CONTRIBUTING.md). Every rule is an error; type-only imports obey too. */
const builtin =
  "^(node:|assert$|buffer$|crypto$|dns$|events$|fs$|http$|https$|net$|path$|stream$|tls$|url$|util$|child_process$|os$)";
const npm = "node_modules";

/** A folder may import only these folders, and only these packages. */
const may = (name, from, folders, packages, options = {}) => [
  {
    name: `${name}-folders`,
    severity: "error",
    comment: `${name} may import only: ${folders.join(", ")}`,
    from: { path: from, ...options.from },
    to: { pathNot: [...folders, npm, builtin, "^[^/.]+$", "^@"], dependencyTypesNot: ["npm", "npm-dev", "core"] },
  },
  ...(packages === "any"
    ? []
    : [
        {
          name: `${name}-packages`,
          severity: "error",
          comment: `${name} may use only these packages: ${packages.join(", ") || "none"}`,
          from: { path: from, ...options.from },
          to: {
            dependencyTypes: [
              "npm",
              "npm-dev",
              "npm-optional",
              "npm-no-pkg",
              "npm-unknown",
              ...(options.node ? [] : ["core"]),
            ],
            pathNot: packages.map((name) => `node_modules/(@types/)?${name}(/|$)`),
          },
        },
      ]),
];

const tests = "[.]test[.]tsx?$";
// What connectors are proved with: the shared cases, and the real servers they run against.
const proving = `${tests}|^connectors/(conformance|[^/]+/testing)/`;

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    ...may("domain", "^core/domain", ["^core/domain"], ["zod", "@marcbachmann/cel-js", "@noble/hashes"], {
      from: { pathNot: tests },
    }),
    ...may("ports", "^core/ports", ["^core/ports", "^core/domain"], []),
    ...may("usecases", "^core/usecases", ["^core/(usecases|ports|domain)"], [], { from: { pathNot: tests } }),
    ...may("connectors", "^connectors", ["^connectors", "^core/ports", "^core/domain"], ["pg", "ldapts", "zod"], {
      node: true,
      from: { pathNot: proving },
    }),
    {
      name: "connectors-apart",
      severity: "error",
      comment: "one connector never imports another",
      from: { path: "^connectors/([^/]+)/" },
      to: { path: "^connectors/([^/]+)/", pathNot: "^connectors/($1|conformance)/" },
    },
    ...may("adapters", "^adapters", ["^adapters", "^core/(ports|domain)"], "any", { from: { pathNot: tests } }),
    ...may("components", "^components", ["^components", "^core/domain"], "any"),
    {
      name: "components-without-server",
      severity: "error",
      from: { path: "^components" },
      to: { path: "node_modules/(@prisma|pg|next-auth)/" },
    },
    {
      name: "server-below-app",
      severity: "error",
      from: { path: "^server", pathNot: tests },
      to: { path: "^(app|components|e2e|bench|scripts)/" },
    },
    {
      name: "app-folders",
      severity: "error",
      comment: "a route imports its own folder, components, server, domain and use cases' types",
      from: { path: "^app", pathNot: "^app/[^/]+$" },
      to: { path: "^(adapters|connectors|core/ports|cli|e2e|bench|scripts)/" },
    },
    // A route is its first plain folder: brackets and parentheses would be read as a pattern in "$1".
    {
      name: "pages-apart",
      severity: "error",
      comment: "one page never imports another; the layout's own pieces serve what lies below it",
      from: { path: "^app/[(]portal[)]/([a-z0-9-]+)/" },
      to: { path: "^app/.+/", pathNot: "^app/[(]portal[)]/($1/|[^/]+$)" },
    },
    {
      name: "routes-apart",
      severity: "error",
      comment: "one route never imports another",
      from: { path: "^app/([a-z0-9-]+)/" },
      to: { path: "^app/.+/", pathNot: "^app/$1/" },
    },
    ...may("cli", "^cli", ["^cli", "^core/domain"], ["pg"], { node: true, from: { pathNot: tests } }),
    {
      name: "prisma-in-its-room",
      severity: "error",
      from: { pathNot: "^(adapters/prisma|scripts|e2e|bench)/" },
      to: { path: "node_modules/(@prisma|prisma)/|^adapters/prisma/generated/" },
    },
    {
      name: "next-auth-in-its-room",
      severity: "error",
      from: { pathNot: "^(server/viewer[.]ts|server/sign-in/|app/api/auth/|app/sign-in/)" },
      to: { path: "node_modules/next-auth/" },
    },
    {
      name: "nobody-imports-tests",
      severity: "error",
      from: {
        path: "^(app|components|core|connectors|adapters|server|cli)/",
        pathNot: [proving, "^core/testing/"],
      },
      to: { path: `^(e2e|bench|interop|scripts)/|${tests}` },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^adapters/prisma/generated/.+/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
    combinedDependencies: false,
  },
};

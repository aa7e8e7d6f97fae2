import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "#scripts/start/settings.ts";

export interface BuiltAction {
  /** `app/(portal)/access/actions.ts#returnGrantAction` */
  readonly name: string;
  /** What the browser sends as `Next-Action`. */
  readonly id: string;
  /** A page that carries it, as its route: `/requests/[requestId]`. */
  readonly page: string;
}

export const distDir = (): string => path.join(root, process.env["LAPSE_DIST"] ?? ".next");

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(distDir(), file), "utf8"));

const appRoutes = (): readonly (readonly [string, string])[] =>
  Object.entries(read("app-path-routes-manifest.json") as Record<string, string>);

/** Every page that the build serves, by its route. */
export const builtPages = (): readonly string[] =>
  appRoutes().flatMap(([file, route]) => (file.endsWith("/page") ? [route] : []));

/** Every route handler that the build serves, by its route. Which methods it exports, only the portal itself can say. */
export const builtRoutes = (): readonly string[] =>
  appRoutes().flatMap(([file, route]) => (file.endsWith("/route") ? [route] : []));

interface ActionManifest {
  readonly node: Readonly<
    Record<string, { readonly filename: string; readonly exportedName: string; readonly workers: object }>
  >;
  readonly edge: object;
}

/** Every server action that the build answers to, whether or not a page still calls it. */
export const builtActions = (): readonly BuiltAction[] => {
  const { node, edge } = read("server/server-reference-manifest.json") as ActionManifest;
  if (Object.keys(edge).length > 0) throw new Error("an action runs on the edge, where these tests do not look");
  const routes = new Map(appRoutes());
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
    const pages = Object.keys(workers).flatMap((worker) => routes.get(worker.replace(/^app/, "")) ?? []);
    // One that needs no id serves as it is.
    const page = pages.find((route) => !route.includes("[")) ?? pages[0];
    if (page === undefined) throw new Error(`${filename}#${exportedName} belongs to no page`);
    return { name: `${filename}#${exportedName}`, id, page };
  });
};

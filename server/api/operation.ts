import { z } from "zod";
import type { PortalRole } from "#core/domain/directory/person.ts";
import type { TokenScope } from "#core/domain/directory/session.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { RefusalCode } from "#server/problem-status.ts";
import type { Serialised } from "#server/serialise.ts";

/** Who can succeed: everyone signed in, a role in the matter, or a role in the portal. Documented, and what tests go by. */
type AllowedRole = "anyone" | "requester" | "holder" | "approver" | "owner" | PortalRole;

interface OperationParts<I extends z.ZodObject, O extends z.ZodType> {
  /** Unique; the operationId. */
  readonly id: string;
  readonly method: "GET" | "POST";
  /** Below /api/v1, with path parameters in braces: each is a key of `input`. */
  readonly path: `/${string}`;
  readonly summary: string;
  /** What a token needs; null: any live token will do. */
  readonly scope: TokenScope | null;
  readonly roles: readonly AllowedRole[];
  /** Roles of which the door asks for one before anything else is looked at. */
  readonly portalRoles?: readonly PortalRole[];
  /** A session is needed: what a token must never do. */
  readonly sessionOnly?: true;
  /** A read that carries data out: with a cookie, only for our own pages. */
  readonly exports?: true;
  /** It answers with a file or a stream of one of these media types, which `output` does not describe. */
  readonly files?: readonly string[];
  /** The answer contains a secret that is shown once, so it must not be stored for a replay. */
  readonly showsSecret?: true;
  /** What a body may weigh, where 64 kB is too little. */
  readonly bodyLimitBytes?: number;
  /** The use case's input: path parameters, and for the rest the query (GET) or the body (POST). */
  readonly input: I;
  readonly output: O;
  readonly status?: 201;
  readonly example: { readonly input: z.input<I>; readonly output: z.input<O> };
}

/** One operation of the HTTP API: the route that serves it and the document that describes it are both made from this. */
export interface Operation<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> extends OperationParts<
  I,
  O
> {
  readonly refusals: readonly RefusalCode[];
  readonly useCase: UseCase<z.output<I>, unknown, RefusalCode>;
  readonly access: UseCase<Readonly<Record<string, unknown>>, unknown, RefusalCode> | null;
}

type Mutable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer U)[]
    ? Mutable<U>[]
    : { -readonly [K in keyof T]: Mutable<T[K]> };

/** A use case whose answer does not fit the documented output does not compile. */
type Fits<Out, O extends z.ZodType> =
  Mutable<Serialised<Out>> extends z.input<O> ? unknown : { readonly "does not fit": Out };

/**
 * `access` is asked with the path's parameters before the body is looked at, so that the wrong person learns nothing from
 * how a body is judged. `refusals` names the use case's refusals, for the document; the compiler checks that all are there.
 */
export const defineOperation = <
  I extends z.ZodObject,
  O extends z.ZodType,
  Out,
  E extends RefusalCode,
  A extends RefusalCode = never,
  const R extends readonly E[] = readonly E[],
>(
  operation: OperationParts<I, O> & {
    readonly output: Fits<Out, O>;
    readonly useCase: UseCase<z.output<I>, Out, E>;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each access check takes the path parameters of its own route
    readonly access?: UseCase<any, unknown, A>;
    readonly refusals: R & ([E] extends [R[number]] ? unknown : { readonly "is missing": Exclude<E, R[number]> });
  },
): Operation<I, O> => ({ access: null, ...operation });

/** `/grants/{grantId}/return` → `["grantId"]` */
export const pathParameters = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");

/**
 * The input's part that comes from the path, and the part that comes from the query or the body. Both stay strict. A rule over
 * the input as a whole holds only where nothing comes from the path.
 */
export const splitInput = ({ input, path }: Pick<Operation, "input" | "path">) => {
  const names = new Set(pathParameters(path));
  if (names.size === 0) return { fromPath: z.object({}), fromRest: input };
  const part = (wanted: boolean): z.ZodObject =>
    z.strictObject(Object.fromEntries(Object.entries(input.shape).filter(([name]) => names.has(name) === wanted)));
  return { fromPath: part(true), fromRest: part(false) };
};

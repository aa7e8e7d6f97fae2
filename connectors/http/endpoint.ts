import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { TargetConnection } from "#core/ports/connector.ts";
import { answers, refusalOnWire, type RequestOnWire } from "./contract.ts";
import { postMessage, type Answer } from "./post-message.ts";
import type { HttpSettings } from "./settings.ts";
import { signMessage, signingKey } from "./sign-message.ts";

const clockTrustedForMs = 30_000;

type Operation = RequestOnWire["operation"];
type AnswerTo<O extends Operation> = z.output<(typeof answers)[O]>;

/** The endpoint did not do what it was asked, or said so in a way that cannot be read: nothing is known then. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
  /** What it answered with; undefined where it answered well, and not in the contract's form, or not at all. */
  readonly status: number | undefined;
  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

const notSupported = 501;

/** Asks one endpoint, each time on a connection of its own. */
export class Endpoint {
  readonly #target: TargetConnection;
  readonly #settings: HttpSettings;
  readonly #closed = new AbortController();
  #clock: { readonly offsetMs: number; readonly readAtMs: number } | null = null;

  constructor(target: TargetConnection, settings: HttpSettings) {
    signingKey(target.secret);
    this.#target = target;
    this.#settings = settings;
  }

  /** Signed by the endpoint's own clock. Throws unless the answer is a success of the form that the contract asks for. */
  async ask<O extends Operation>(request: RequestOnWire & { operation: O }): Promise<AnswerTo<O>> {
    const signedAt = new Date((await this.#target.portalNow()).getTime() + (await this.clockOffsetMs()));
    return this.#send<O>(request.operation, request, signedAt);
  }

  /** An operation that the contract leaves to the endpoint; null where it says that it does not have it. */
  async askIfAble<O extends Operation>(request: RequestOnWire & { operation: O }): Promise<AnswerTo<O> | null> {
    try {
      return await this.ask<O>(request);
    } catch (error) {
      if (error instanceof EndpointError && error.status === notSupported) return null;
      throw error;
    }
  }

  /** The endpoint's clock minus the portal's, in milliseconds; read anew every half minute. */
  async clockOffsetMs(): Promise<number> {
    if (this.#clock !== null && performance.now() - this.#clock.readAtMs < clockTrustedForMs)
      return this.#clock.offsetMs;
    const startedMs = performance.now();
    const portal = await this.#target.portalNow();
    const { now } = await this.#send("clock", { operation: "clock" }, portal);
    const readAtMs = performance.now();
    // Middle of the second reading minus middle of the first is half of the whole, wherever the boundary lies.
    const offsetMs = now.getTime() - (portal.getTime() + (readAtMs - startedMs) / 2);
    this.#clock = { offsetMs, readAtMs };
    return offsetMs;
  }

  close(): void {
    this.#closed.abort(new EndpointError("The connector was closed"));
  }

  async #send<O extends Operation>(operation: O, request: RequestOnWire, at: Date): Promise<AnswerTo<O>> {
    const settings = this.#settings;
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(settings.requestTimeoutMs)]);
    signal.throwIfAborted();
    const address = await this.#target.resolveAddress(new URL(settings.url).hostname.replace(/^\[|\]$/g, ""));
    const body = JSON.stringify(request);
    const headers = signMessage(this.#target.secret, `msg_${randomUUID()}`, at, body);
    const answer = await postMessage({ settings, address, headers, body, signal });
    return read(operation, answer) as AnswerTo<O>;
  }
}

function read(operation: Operation, { status, retryAfter, text }: Answer): unknown {
  if (status < 200 || status > 299) {
    const { data } = refusalOnWire.safeParse(parse(text));
    const later = retryAfter === undefined ? "" : `; it asks to be left alone for ${retryAfter.slice(0, 40)}`;
    throw new EndpointError(
      `The endpoint answered ${operation} with ${status} ${data?.error ?? "and no reason"}${later}`,
      status,
    );
  }
  const { success, data } = answers[operation].safeParse(parse(text));
  if (!success) throw new EndpointError(`The endpoint's answer to ${operation} is not of the contract's form`);
  return data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { Address } from "./conformance-target.ts";

export type Fault =
  | { readonly kind: "none" }
  /** The line is cut as soon as it is there. */
  | { readonly kind: "refuse" }
  /** Cut before what takes effect reaches the server. */
  | { readonly kind: "cut-before"; readonly isEffect: (bytes: Buffer) => boolean }
  /** It reaches the server, and the server's answer never comes back: the line is cut when it should. */
  | { readonly kind: "cut-after"; readonly isEffect: (bytes: Buffer) => boolean }
  /** As before, and the line stays open, silent. */
  | { readonly kind: "silent-after"; readonly isEffect: (bytes: Buffer) => boolean }
  /** What takes effect is held back on an open line until `release()`. */
  | { readonly kind: "hold"; readonly isEffect: (bytes: Buffer) => boolean }
  /** Accepts, and never says a word. */
  | { readonly kind: "silent" }
  | { readonly kind: "slow"; readonly delayMs: number };

/** A line to a server on the loopback address that breaks on request. */
export class FaultProxy {
  fault: Fault = { kind: "none" };
  /** How often a fault has struck. */
  strikes = 0;
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  readonly #held: (() => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async before(target: Address): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server);
    server.on("connection", (near) => proxy.#carry(near, target));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get address(): Address {
    const bound = this.#server.address();
    if (bound === null || typeof bound === "string") throw new Error("the proxy is not listening");
    return { host: "127.0.0.1", port: bound.port };
  }

  /** Lets through what was held back, where its line is still open. */
  release(): void {
    this.#held.splice(0).forEach((send) => {
      send();
    });
  }

  async close(): Promise<void> {
    this.#open.forEach((socket) => socket.destroy());
    this.#server.close();
    await once(this.#server, "close");
  }

  #carry(near: Socket, target: Address): void {
    const { fault } = this;
    this.#track(near);
    if (fault.kind === "refuse") this.#strike(near);
    if (fault.kind === "silent") this.strikes += 1;
    if (fault.kind === "refuse" || fault.kind === "silent") return;
    const far = this.#track(connect(target.port, target.host));
    const delayMs = fault.kind === "slow" ? fault.delayMs : 0;
    let silenced = false;
    near.on("data", (bytes) => {
      const strikes = "isEffect" in fault && fault.isEffect(bytes);
      if (strikes && fault.kind === "cut-before") this.#strike(near, far);
      if (strikes && fault.kind === "hold") {
        this.strikes += 1;
        this.#held.push(() => far.writable && far.write(bytes));
      } else if (strikes) silenced = true;
      if (!strikes || fault.kind !== "hold") later(delayMs, () => far.writable && far.write(bytes));
    });
    far.on("data", (bytes) => {
      if (!silenced) later(delayMs, () => near.writable && near.write(bytes));
      else if (fault.kind === "cut-after") this.#strike(near, far);
      else this.strikes += 1;
    });
    near.on("close", () => far.destroy());
    far.on("close", () => {
      // What was delayed comes before the end of the line.
      if (!silenced) later(delayMs, () => near.destroySoon());
    });
  }

  #track(socket: Socket): Socket {
    this.#open.add(socket);
    socket.on("close", () => this.#open.delete(socket));
    // A cut line is what the proxy is for.
    socket.on("error", () => undefined);
    return socket;
  }

  #strike(...sockets: Socket[]): void {
    this.strikes += 1;
    sockets.forEach((socket) => socket.destroy());
  }
}

function later(delayMs: number, act: () => unknown): void {
  if (delayMs === 0) act();
  else setTimeout(act, delayMs);
}

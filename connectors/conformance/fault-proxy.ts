import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { Address } from "./conformance-target.ts";

interface AtEffect {
  readonly isEffect: (bytes: Buffer) => boolean;
}

export type Fault =
  | { readonly kind: "none" }
  /** The line is cut as soon as it is there. */
  | { readonly kind: "refuse" }
  /** Cut before what takes effect reaches the server. */
  | (AtEffect & { readonly kind: "cut-before" })
  /** It never reaches the server, and this is answered in the server's place. */
  | (AtEffect & { readonly kind: "answer-before"; readonly answer: (asked: Buffer) => Buffer })
  /** It reaches the server, and the server's answer never comes back: the line is cut when it should. */
  | (AtEffect & { readonly kind: "cut-after" })
  /** As before, and half of the answer comes back. */
  | (AtEffect & { readonly kind: "half-after" })
  /** As before, and the line stays open, silent. */
  | (AtEffect & { readonly kind: "silent-after" })
  /** It reaches the server, and this comes back in the place of what the server said. */
  | (AtEffect & { readonly kind: "answer-after"; readonly answer: (asked: Buffer) => Buffer })
  /** It reaches the server, and rubbish comes back before the line is cut. */
  | (AtEffect & { readonly kind: "garbage-after" })
  /** It reaches the server two times. */
  | (AtEffect & { readonly kind: "twice" })
  /** What takes effect is held back on an open line until `release()`. */
  | (AtEffect & { readonly kind: "hold" })
  /** Accepts, and never says a word. */
  | { readonly kind: "silent" }
  | { readonly kind: "slow"; readonly delayMs: number }
  /** So many bytes of the server's answers come through, and then the line is cut, falls silent or carries rubbish. */
  | { readonly kind: "break"; readonly afterBytes: number; readonly how: "cut" | "garbage" | "silence" };

/** What a network that wants its guests to log in says instead of a server. */
const garbage = (length: number): Buffer => Buffer.alloc(length, "<html>Welcome to the hotel</html>");

interface Line {
  readonly near: Socket;
  readonly far: Socket;
  readonly fault: Fault;
  /** What was asked when the fault struck, the answer of which is spoilt; null before. */
  asked: Buffer | null;
}

/** A line to a server on the loopback address that breaks on request. */
export class FaultProxy {
  fault: Fault = { kind: "none" };
  /** How often a fault has struck. */
  strikes = 0;
  /** How many bytes the server has answered. */
  answered = 0;
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
    const line: Line = { near, far, fault, asked: null };
    near.on("data", (bytes) => this.#ask(line, bytes));
    far.on("data", (bytes) => this.#answer(line, bytes));
    near.on("close", () => far.destroy());
    far.on("close", () => {
      // What was delayed comes before the end of the line.
      if (line.asked === null) later(fault, () => near.destroySoon());
    });
  }

  #ask(line: Line, bytes: Buffer): void {
    const { near, far, fault } = line;
    const ask = (): unknown => far.writable && far.write(bytes);
    if (!("isEffect" in fault) || !fault.isEffect(bytes)) {
      later(fault, ask);
      return;
    }
    switch (fault.kind) {
      case "cut-before":
        this.#strike(near, far);
        return;
      case "hold":
        this.strikes += 1;
        this.#held.push(ask);
        return;
      case "answer-before":
        this.strikes += 1;
        near.write(fault.answer(bytes));
        return;
      case "twice":
        this.strikes += 1;
        ask();
        ask();
        return;
      default:
        line.asked = bytes;
        ask();
    }
  }

  #answer(line: Line, bytes: Buffer): void {
    const { near, far, fault, asked } = line;
    const before = this.answered;
    this.answered += bytes.length;
    const pass = (some: Buffer): void => later(fault, () => near.writable && near.write(some));
    if (fault.kind === "break") this.#break(line, bytes, Math.max(fault.afterBytes - before, 0));
    else if (asked === null) pass(bytes);
    else if (fault.kind === "cut-after") this.#strike(near, far);
    else if (fault.kind === "half-after") this.#endWith(line, bytes.subarray(0, bytes.length / 2));
    else if (fault.kind === "garbage-after") this.#endWith(line, garbage(200));
    else {
      this.strikes += 1;
      if (fault.kind !== "answer-after") return;
      pass(fault.answer(asked));
      line.asked = null;
    }
  }

  #break(line: Line, bytes: Buffer, left: number): void {
    const { near, fault } = line;
    const rest = bytes.length - left;
    if (fault.kind !== "break" || rest <= 0) near.write(bytes);
    else if (fault.how === "silence") {
      this.strikes += 1;
      near.write(bytes.subarray(0, left));
    } else this.#endWith(line, Buffer.concat([bytes.subarray(0, left), garbage(fault.how === "garbage" ? rest : 0)]));
  }

  /** These bytes are the last that the line carries. */
  #endWith({ near, far }: Line, bytes: Buffer): void {
    this.strikes += 1;
    near.write(bytes);
    near.destroySoon();
    far.destroy();
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

function later(fault: Fault, act: () => unknown): void {
  if (fault.kind === "slow") setTimeout(act, fault.delayMs);
  else act();
}

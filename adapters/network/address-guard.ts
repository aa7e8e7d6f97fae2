import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

export interface AddressGuardOptions {
  /** CIDR ranges that may be connected to although they are not public. */
  readonly allow: readonly string[];
}

/** A host that must not be connected to, or that has no address. */
export class ForbiddenAddress extends Error {}

/**
 * Resolves a host to one address to connect to, and refuses it unless every address it has is public or allowed. All of
 * them, because a name that also points inside is a trap, and one address, because a name that is resolved a second time
 * can answer otherwise (DNS rebinding). The system's own resolver reads the odd forms (hexadecimal, octal, one number), so
 * what is judged here is what a connection would reach.
 */
export const createAddressGuard = ({ allow }: AddressGuardOptions): ((host: string) => Promise<string>) => {
  const allowed = allow.map((cidr): Range => ipaddr.parseCIDR(cidr));
  const underWay = new Map<string, ReturnType<typeof addressesOf>>();
  /**
   * Those who ask for a name at the same time are answered together. The process looks up few names at once, whatever its name
   * servers do: of a target whose name is not answered, every waiting call would else take one of these places from the others.
   */
  const resolve = (name: string): ReturnType<typeof addressesOf> => {
    const found = underWay.get(name) ?? addressesOf(name).finally(() => underWay.delete(name));
    underWay.set(name, found);
    return found;
  };
  return async (host) => {
    const name = host.replace(/^\[(.*)\]$/, "$1");
    if (name === "") throw new ForbiddenAddress("no host was given");
    const found = await resolve(name).catch((cause: unknown) => {
      throw new ForbiddenAddress(`${host} cannot be resolved`, { cause });
    });
    for (const { address } of found) {
      const reason = refusalOf(address, allowed);
      if (reason !== null) throw new ForbiddenAddress(`${host} is ${address}, which is ${reason} and not allowed`);
    }
    const [first] = found;
    if (!first) throw new ForbiddenAddress(`${host} has no address`);
    return first.address;
  };
};

const addressesOf = (name: string) => lookup(name, { all: true, order: "verbatim" });

/** Why an address must not be connected to, or null. */
const refusalOf = (text: string, allowed: readonly Range[]): string | null => {
  // A zone ("%eth0") chooses the interface; it is no part of the address.
  const address = unwrapped(ipaddr.parse(text.replace(/%.*$/, "")));
  const open = allowed.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits));
  return open ? null : specialRange(address);
};

/** Azure's host answers on a public address (Microsoft Learn, "What is IP address 168.63.129.16?"). */
const platformAddress = "168.63.129.16";
/** All of IPv6 that is routed between networks (RFC 4291, 2.4); what is outside and has no name yet is refused too. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

const specialRange = (address: Address): string | null => {
  if (address.range() !== "unicast") return address.range();
  if (address.toString() === platformAddress) return "platform";
  return address instanceof ipaddr.IPv6 && !address.match(...globalUnicast) ? "reserved" : null;
};

/**
 * An IPv4 address in an IPv6 one's clothes, as itself. Other embeddings (6to4, NAT64, Teredo) reach whatever they embed by
 * way of a gateway; `range()` names them, and so they are refused.
 */
const unwrapped = (address: Address): Address =>
  address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;

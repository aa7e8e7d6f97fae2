import { EqualityFilter, OrFilter, PresenceFilter, type Entry, type Filter } from "ldapts";

/** What servers name an entry by for ever: RFC 4530, and Active Directory's own, which is bytes. */
const [uuid, guid] = ["entryUUID", "objectGUID"] as const;
export const idAttributes = [uuid, guid] as const;
/** To be asked for with every search for them: else the client library reads the bytes as text where they happen to be some. */
export const idsAsBytes = [guid];

/** Every entry of which the connector may know what it is. */
export const hasId = new OrFilter({ filters: idAttributes.map((attribute) => new PresenceFilter({ attribute })) });

/** The entry's own id as text; it stays when the entry is renamed or moved. Null where the server has none or keeps it to itself. */
export function idOf(entry: Entry): string | null {
  for (const attribute of idAttributes) {
    const [value] = [entry[attribute] ?? []].flat();
    if (value !== undefined && value.length > 0)
      return `${attribute}=${typeof value === "string" ? value : value.toString("hex")}`;
  }
  return null;
}

/** Where an id leads by itself: in Active Directory it is a name that follows the entry ([MS-ADTS] 3.1.1.3.1.2.4). */
export function nameOfId(id: string): string | null {
  return id.startsWith(`${guid}=`) ? `<GUID=${id.slice(guid.length + 1)}>` : null;
}

export function idFilter(id: string): Filter {
  return new EqualityFilter({ attribute: uuid, value: id.slice(uuid.length + 1) });
}

/** How many entries of the catalogue are shown before anybody asks for more. */
export const firstEntries = 20;

/** How many characters a reason has, wherever one is asked for. Policy may want more, and then says so in its answer. */
export const leastJustification = 10;
export const mostJustification = 2000;

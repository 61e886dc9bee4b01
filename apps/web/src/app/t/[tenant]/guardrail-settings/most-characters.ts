/** Characters of one field. */
export const mostCharacters = 3_000;

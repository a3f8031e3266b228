/** What an author must mend: says where, what was found, and what to do. Printed without a stack. */
export class Refusal extends Error {}

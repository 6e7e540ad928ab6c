/** Where the session of the signed-in owner waits for the tests; never under version control. */
export const SESSION = "test-results/session.json";

/** What the global set-up has started, to be stopped last first by the global teardown. */
export const running: Array<() => Promise<void>> = [];

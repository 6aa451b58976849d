/** The value of `action`, or undefined where it throws: for calls whose own error text is of no use to a user. */
export function attempt<Value>(action: () => Value): Value | undefined {
	try {
		return action();
	} catch {
		return undefined;
	}
}

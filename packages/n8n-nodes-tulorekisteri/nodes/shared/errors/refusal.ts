/** Who has to act: the user on what was given, or nobody here because the service said so. */
export type RefusalSource = 'input' | 'service';

/**
 * The one way the cores say "no further": what happened, what to do about it, and whose turn it is.
 * Never contains a key, a passphrase, a transfer code or the body of a message.
 */
export class Refusal extends Error {
	readonly advice: string;
	readonly source: RefusalSource;

	constructor(message: string, advice: string, source: RefusalSource = 'input') {
		super(message);
		this.name = 'Refusal';
		this.advice = advice;
		this.source = source;
	}
}
/** The value of `action`, or undefined where it throws: for calls whose own error text is of no use to a user. */
export function attempt<Value>(action: () => Value): Value | undefined {
	try {
		return action();
	} catch {
		return undefined;
	}
}

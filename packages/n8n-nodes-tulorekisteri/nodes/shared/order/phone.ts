export interface Phone {
	/** With country code, digits only: `+358401234567`. */
	international: string;
	/** Whether a Finnish number looks like a mobile one; other countries' numbers pass. */
	canReceiveText: boolean;
}

/**
 * Reads a phone number in country-code form, `+35840 1234 567`.
 * @returns undefined when the country code is missing or the length is impossible (ITU-T E.164)
 */
export function readPhone(text: string): Phone | undefined {
	const international = text.replace(/[\s\u00a0-]/g, '');
	if (!/^\+[1-9]\d{6,14}$/.test(international) || international.startsWith('+3580'))
		return undefined;
	const isFinnish = international.startsWith('+358');
	return { international, canReceiveText: !isFinnish || /^\+358(4|50)/.test(international) };
}

/** The same number with Finland's country code, where it was written the domestic way. */
export function suggestPhone(text: string): string | undefined {
	const digits = text.replace(/[\s()\u00a0-]/g, '').replace(/^00/, '+');
	const domestic = /^(?:\+358)?0([1-9]\d{4,11})$/.exec(digits);
	const suggestion = domestic ? `+358${domestic[1]}` : digits;
	return readPhone(suggestion)?.international;
}

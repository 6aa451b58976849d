export interface Phone {
	/** With country code, digits only: `+358401234567`. */
	international: string;
	/** Whether a Finnish number looks like a mobile one; other countries' numbers pass. */
	canReceiveText: boolean;
}

/** Finnish subscriber numbers after +358: mobile networks begin with 4 or 50, and are 8 to 11 digits long. */
const FINNISH_MOBILE = /^\+358(4\d|50)\d{6,9}$/;
const FINNISH = /^\+358[1-9]\d{5,10}$/;
/** ITU-T E.164: at most 15 digits. Fewer than 8 is no subscriber anywhere. */
const INTERNATIONAL = /^\+[1-9]\d{7,14}$/;

/**
 * Reads a phone number in country-code form, `+35840 1234 567`.
 * @returns undefined when the country code is missing or the length is impossible
 */
export function readPhone(text: string): Phone | undefined {
	const international = text.replace(/[\s\u00a0-]/g, '');
	if (!INTERNATIONAL.test(international)) return undefined;
	const isFinnish = international.startsWith('+358');
	const canReceiveText = !isFinnish || FINNISH_MOBILE.test(international);
	const looksMobile = /^\+358(4|50)/.test(international);
	if (isFinnish && !(looksMobile ? canReceiveText : FINNISH.test(international))) return undefined;
	return { international, canReceiveText };
}

/** The same number in country-code form, where it is written with a trunk zero or without its country code. */
export function suggestPhone(text: string): string | undefined {
	const digits = text
		.replace(/[\s\u00a0-]/g, '')
		.replace(/^00/, '+')
		.replace(/\(0\)/, text.trim().startsWith('+') || text.trim().startsWith('00') ? '' : '0')
		.replace(/[()]/g, '');
	const domestic = /^(?:\+358)?0([1-9]\d{4,11})$/.exec(digits);
	return readPhone(domestic ? `+358${domestic[1]}` : digits)?.international;
}

const MAILBOX = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^([\p{L}\d]([\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,}$/u;

/** Whether a text is one plain e-mail address, and nothing before or after it. */
export function isEmailAddress(text: string): boolean {
	const at = text.lastIndexOf('@');
	return (
		at > 0 &&
		text.length <= 254 &&
		MAILBOX.test(text.slice(0, at)) &&
		DOMAIN.test(text.slice(at + 1))
	);
}
